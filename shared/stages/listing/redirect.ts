import type { Trouble } from '../../model/errors.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };

const { error, login } = expressionsOf(expressions.redirect);

const isHome = (path: string): boolean => /^\/(?:(?:index|default|home|main)(?:\.\w{1,5})?)?$/i.test(path);

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
