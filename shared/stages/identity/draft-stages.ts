import type { Head } from '../../model/document.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { placeOfBody } from '../../registry/places.ts';

/** What tells whether a draft and a final text of one work belong together. */
export type DraftOrFinal = Pick<Head, 'id' | 'type' | 'dates' | 'issuers'>;

const isDraft = ({ type }: DraftOrFinal): boolean => type === 'draft';

/** The place that a body governs, '' for a national one; `undefined` for a body that the registry does not know. */
function governedPlace({ issuers: [lead] }: DraftOrFinal): string | undefined {
  const body = lead && findIssuer(lead.name);
  if (!body) return undefined;
  if (body.kind !== 'local') return '';
  return placeOfBody(body.id)?.id ?? body.id;
}

/** A ministry drafts what the State Council makes, a bureau what its government makes; not what another place makes. */
function isOfOnePlace(a: DraftOrFinal, b: DraftOrFinal): boolean {
  const [x, y] = [governedPlace(a), governedPlace(b)];
  return x === undefined || y === undefined || x === y;
}

const decidedDay = ({ dates }: DraftOrFinal): string | undefined => dates.signed?.value ?? dates.published?.value;

/** Days as far as both are known: of a month and a day in it neither is the earlier one. */
const isBefore = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter) < b.slice(0, shorter);
};

/** The final texts that a draft led to: the first one after it. A later edition of the work has drafts of its own. */
function finalsOf(draft: DraftOrFinal, finals: readonly DraftOrFinal[]): readonly DraftOrFinal[] {
  const fitting = finals.filter((each) => isOfOnePlace(draft, each));
  const day = decidedDay(draft);
  const dated = fitting.flatMap((each) => ({ each, on: decidedDay(each) }));
  // Nothing is sure without days, unless there is no choice.
  if (day === undefined || dated.some(({ on }) => on === undefined)) return fitting.length === 1 ? fitting : [];
  const later = dated.flatMap(({ each, on = '' }) => (isBefore(on, day) ? [] : [{ each, on }]));
  return later.filter(({ on }) => !later.some((other) => isBefore(other.on, on))).map(({ each }) => each);
}

/** Ids of the documents of one work that are of the other stage: the final text of a draft, the drafts of a final text. The document itself may be given. */
export function findOtherStages(document: DraftOrFinal, all: readonly DraftOrFinal[]): readonly string[] {
  const others = all.filter(({ id }) => id !== document.id);
  const finals = [document, ...others].filter((each) => !isDraft(each));
  if (isDraft(document)) return finalsOf(document, finals).map(({ id }) => id);
  return others.filter((each) => isDraft(each) && finalsOf(each, finals).some(({ id }) => id === document.id)).map(({ id }) => id);
}
