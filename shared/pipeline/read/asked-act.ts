import type { Chain } from '../../model/chain.ts';
import type { CitationLine, RegisteredDocument } from '../../model/citations.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { chooseCited } from '../../stages/identity/cited-act.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { resolve } from './resolve.ts';

/** An act that is asked for by whatever names it: held (with its id), or by the keys under which it is cited. */
export type AskedAct = Pick<Chain, 'act'> & { readonly keys: readonly string[] };

/** A citable act as the register names it. */
const toCitable = <T extends RegisteredDocument>({ issuers, ...rest }: T) => ({
  ...rest,
  issuers: issuers.map((name) => ({ name, ...opt('id', findIssuer(name)?.id) })),
});

/** The stored act that a citation surely names; undefined where none is, or several. */
export const citedIn = ({ from, candidates, quote, ...cited }: CitationLine) =>
  chooseCited({ ...opt('title', cited.title), quote }, from.title, candidates.map(toCitable));

/** The act that is asked for: held, or known by its number or title alone. */
export async function actOf(ref: string, context: LookupContext): Promise<AskedAct | undefined> {
  const found = await resolve(ref, context);
  const head = found.ids[0] === undefined ? undefined : await context.documents.head(found.ids[0]);
  if (head) {
    const { id, title, english, number, dates } = head;
    const day = dates.signed?.value ?? dates.published?.value;
    return { act: { id, title, english: english.title, ...opt('number', number), ...opt('day', day) }, keys: [] };
  }
  const number = found.kind === 'number' ? (found.canonical ?? ref.trim()) : undefined;
  const known = found.known?.[0];
  const title = known?.title ?? (number === undefined && /\p{Script=Han}{4}/u.test(ref) ? ref.trim().replace(/^《|》$/g, '') : undefined);
  const keys = citationKeys({ ...opt('number', number ?? known?.number), ...opt('title', title) });
  if (keys.length === 0) return undefined;
  const act = { ...opt('number', number ?? known?.number), ...opt('title', title), ...opt('english', known?.english?.title) };
  return { act, keys };
}
