import type { Trouble } from '../../model/errors.ts';

const isHome = (path: string): boolean => /^\/(?:(?:index|default|home|main)(?:\.\w{1,5})?)?$/i.test(path);
const error = /(?:^|[/_-])(?:404|403|50\d|error|errors|notfound|not-found|nopage|maintenance|weihu|expired)(?:[/_.-]|$)/i;
const login = /(?:^|[/_-])(?:login|signin|sign-in|sso|cas|oauth2?|passport|auth)(?:[/_.-]|$)/i;

/** What a redirect away from a listing says: nothing when it leads to a page that may be the listing at its new address. */
export function explainRedirect(asked: string, final: string): { readonly trouble: Trouble; readonly what: string } | undefined {
  if (!URL.canParse(asked) || !URL.canParse(final) || asked === final) return undefined;
  const [from, to] = [new URL(asked), new URL(final)];
  if (from.pathname === to.pathname) return undefined;
  if (login.test(to.pathname) && !login.test(from.pathname)) return { trouble: 'refused', what: 'a login' };
  if (error.test(to.pathname) && !error.test(from.pathname)) return { trouble: 'unrecognised', what: 'an error page' };
  if (isHome(to.pathname) && to.search === '' && !isHome(from.pathname))
    return { trouble: 'unrecognised', what: 'the home page of the site' };
  return undefined;
}
