import type { StateLevel } from '../../model/chain.ts';
import type { KnownAct } from '../../model/known.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findIssuers, issuerOfPrefix } from '../../registry/issuers.ts';
import { standingOf } from './chain.ts';

type UnheldText = { readonly title?: string; readonly number?: string; readonly known?: KnownAct };

/** The body that a text is from, by what is known of it, by the prefix of its number, or by the name that its title begins with. */
function bodyName({ title = '', number = '', known }: UnheldText): string | undefined {
  const [lead] = known?.issuers ?? [];
  if (lead) return lead.name;
  const prefix = /^\p{Script=Han}{1,12}/u.exec(number)?.[0];
  const [first] = findIssuers(title);
  return (prefix && issuerOfPrefix(prefix)?.name) ?? (first?.start === 0 ? first.name : undefined);
}

/** Where a text that is not held stands in the state, and its day as far as a catalogue or its number says it. */
export function unheldStanding(text: UnheldText): { readonly level: StateLevel; readonly day?: string } {
  const { dates } = text.known ?? {};
  const year = /[〔[（(](\d{4})[〕\]）)]/.exec(orEmpty(text.number))?.[1];
  const day = dates?.signed?.value ?? dates?.published?.value ?? year;
  const name = bodyName(text);
  // 中华人民共和国X法 is of the legislature, whoever is not named.
  const national = name === undefined && /^中华人民共和国.{1,30}(?:法|条例)$/.test(orEmpty(text.title));
  return { level: national ? 'centre' : standingOf(name === undefined ? undefined : { name }).level, ...opt('day', day) };
}
