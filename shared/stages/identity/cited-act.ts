import type { Citation, Issuer } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { numberKey } from '../numbers/numbers.ts';
import { draftRoundOf } from '../text/titles.ts';

/** What tells of stored acts of one title which one a citation means. */
export type CitableAct = {
  readonly id: string;
  readonly title: string;
  readonly draft: boolean;
  readonly issuers: readonly Pick<Issuer, 'id' | 'name'>[];
};

/** Acts with issuers, where only one has any: the act itself rather than the page of a news agency, which names no issuer. */
function signedOf<T extends CitableAct>(acts: readonly T[]): readonly T[] {
  const signed = acts.filter(({ issuers }) => issuers.length > 0);
  return signed.length === 1 ? signed : acts;
}

/** Of several acts with the cited title, those of the cited stage (draft or final, which reading). */
export function ofStage<T extends CitableAct>(acts: readonly T[], { title }: Pick<Citation, 'title'>): readonly T[] {
  if (acts.length < 2) return acts;
  const draft = /征求意见|草案|送审稿|修改稿|审议稿|[二三四]审稿/.test(orEmpty(title));
  const fitting = acts.filter((act) => act.draft === draft);
  if (!draft || fitting.length < 2) return signedOf(fitting.length > 0 ? fitting : acts);
  const reading = draftRoundOf(orEmpty(title));
  const ofReading = fitting.filter((act) => draftRoundOf(act.title) === reading);
  return ofReading.length > 0 ? ofReading : fitting;
}

/** Whether the words around a citation name the lead issuer of an act, also one that the registry does not know. */
export function namesIssuer(quote: string, { issuers: [lead] }: Pick<CitableAct, 'issuers'>): boolean {
  if (!lead) return false;
  return lead.id === undefined ? quote.includes(lead.name) : findIssuers(quote).some(({ id }) => id === lead.id);
}

type Named = Pick<Citation, 'title' | 'quote'>;
type WithKey = CitableAct & { readonly key: string; readonly number?: string };

const ofKind = (candidates: readonly WithKey[], kinds: readonly string[]): readonly WithKey[] =>
  candidates.filter(({ key }) => kinds.some((kind) => key.startsWith(kind)));
const bears = ({ key, number }: WithKey): boolean => number !== undefined && `n:${numberKey(number)}` === key;

/**
 * The one stored act that a citation surely names, of those that bear one of its keys: by its number, else by its whole title at its stage, else by a title without
 * issuer (`w:`) whose issuer stands in the words around it. `citing` is the title of the document that cites.
 */
export function chooseCited<T extends WithKey>(citation: Named, citing: string, candidates: readonly T[]): T | undefined {
  const numbered = ofKind(candidates, ['n:', 's:']);
  const today = numbered.filter(bears);
  const bare = ofKind(candidates, ['w:']).filter((act) => namesIssuer(`${citation.quote} ${citing}`, act));
  const rounds = [today.length > 0 ? today : numbered, ofStage(ofKind(candidates, ['t:']), citation), ofStage(bare, citation)];
  const fitting = rounds.find((acts) => acts.length > 0) ?? [];
  const ids = new Set(fitting.map(({ id }) => id));
  return ids.size === 1 ? candidates.find(({ id }) => ids.has(id)) : undefined;
}
