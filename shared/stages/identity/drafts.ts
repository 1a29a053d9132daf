import type { Head } from '../../model/document.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';

/** What tells whether a draft and a final text of one work belong together. */
export type Staged = Pick<Head, 'id' | 'type' | 'dates' | 'issuers'>;

const isDraft = ({ type }: Staged): boolean => type === 'draft';

/** The place that a body governs, '' for a national one; `undefined` for a body that the registry does not know. */
function placeOf({ issuers: [lead] }: Staged): string | undefined {
  const body = lead && findIssuer(lead.name);
  if (!body) return undefined;
  if (body.kind !== 'local') return '';
  const within = places.filter(({ id }) => body.id.startsWith(`${id}-`)).map(({ id }) => id);
  return within.toSorted((a, b) => b.length - a.length)[0] ?? body.id;
}

/** A ministry drafts what the State Council makes, a bureau what its government makes; not what another place makes. */
function isOfOnePlace(a: Staged, b: Staged): boolean {
  const [x, y] = [placeOf(a), placeOf(b)];
  return x === undefined || y === undefined || x === y;
}

const dayOf = ({ dates }: Staged): string | undefined => dates.signed?.value ?? dates.published?.value;

/** Days as far as both are known: of a month and a day in it neither is the earlier one. */
const isBefore = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length);
  return a.slice(0, shorter) < b.slice(0, shorter);
};

/** The final texts that a draft led to: the first one after it. A later edition of the work has drafts of its own. */
function finalsOf(draft: Staged, finals: readonly Staged[]): readonly Staged[] {
  const fitting = finals.filter((each) => isOfOnePlace(draft, each));
  const day = dayOf(draft);
  const dated = fitting.flatMap((each) => ({ each, on: dayOf(each) }));
  // Nothing is sure without days, unless there is no choice.
  if (day === undefined || dated.some(({ on }) => on === undefined)) return fitting.length === 1 ? fitting : [];
  const later = dated.flatMap(({ each, on = '' }) => (isBefore(on, day) ? [] : [{ each, on }]));
  return later.filter(({ on }) => !later.some((other) => isBefore(other.on, on))).map(({ each }) => each);
}

/** Of the documents of one work (the document itself may be among them) the ids of those of the other stage that belong to it: the final text of a draft, the drafts of a final text. */
export function otherStageOf(document: Staged, all: readonly Staged[]): readonly string[] {
  const others = all.filter(({ id }) => id !== document.id);
  const finals = [document, ...others].filter((each) => !isDraft(each));
  if (isDraft(document)) return finalsOf(document, finals).map(({ id }) => id);
  return others.filter((each) => isDraft(each) && finalsOf(each, finals).some(({ id }) => id === document.id)).map(({ id }) => id);
}
