import { type Digest, type DigestItem, type Highlight, placedItems, type SectionId } from '../../model/digest.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../text/acts.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { DigestCandidate } from './item.ts';
import { forceOf, reasonsFor, weightsOf } from './reasons.ts';
import { isNational } from './section-of.ts';

const { listing } = expressionsOf(expressions.highlights);

const mostHighlights = 5;
/** A quiet week names so many, whatever they weigh. */
const leastHighlights = 3;
/** Beyond these only what weighs so much; more where nothing is to be said of it but that it is new. */
const least = 3;
const leastNew = 5;
/** National drafts that stay among the highlights until they close. */
const openDrafts = 2;

const levels: Readonly<Record<string, number>> = { L0: 4, L1: 4, L2: 3, L3: 3, L4: 2, L5: 1 };
/** What came in an earlier week is known, unless the nation is still asked for views on it; lists and calls organise something. */
const less = { known: 1, organising: 2 } as const;
const organising: ReadonlySet<DocumentType> = new Set<DocumentType>(['call', 'public-notice', 'continuation']);

/** The first difference decides: whose word it is and how much of it is about AI; legal force; the strongest reason; reach. */
type Ranked = Highlight & { readonly fresh: boolean; readonly counts: readonly number[] };

function ranked(item: DigestItem, section: SectionId, candidate: DigestCandidate, today: string): Ranked[] {
  const { document, level = 'L2', about = 0 } = candidate;
  if (!isAct(item.type) || item.older || item.notSeenOnIssuersSite) return [];
  const found = reasonsFor({ candidate, item, today });
  const reasons: Highlight['reasons'] = found.length === 0 && item.what === 'new' ? [{ kind: 'new', quote: item.title }] : found;
  if (about === 0 || reasons.length === 0) return [];
  const fresh = item.what === 'new' || (item.what !== 'effect' && reasons.some(({ kind }) => kind !== 'changed'));
  const organises = organising.has(item.type) || (item.type !== 'draft' && listing.test(document.title));
  const open = isNational(level) && reasons.some(({ kind }) => kind === 'closes');
  const worth = (levels[level] ?? 0) + about - (fresh || open ? 0 : less.known) - (organises ? less.organising : 0);
  const reach = item.seenIn + item.coverage.length;
  return [
    { id: item.id, section, reasons, fresh, counts: [worth, about, forceOf(document, section, reasons), ...weightsOf(reasons), reach] },
  ];
}

const daysLeft = ({ reasons }: Ranked) => reasons.find(({ kind }) => kind === 'closes')?.days ?? 0;

function byWorth(a: Ranked, b: Ranked): number {
  const at = a.counts.findIndex((count, i) => count !== b.counts[i]);
  return at < 0 ? (a.id < b.id ? -1 : 1) : (b.counts[at] ?? 0) - (a.counts[at] ?? 0);
}

/** The few things that matter most this week, the most important first. The next national drafts to close are among them until they do. */
export function highlightsOf(
  filled: Digest['sections'],
  candidates: ReadonlyMap<string, DigestCandidate>,
  today: string,
): readonly Highlight[] {
  const all = placedItems({ sections: filled })
    .flatMap(({ item, section }) => {
      const candidate = item.inFull === undefined ? candidates.get(item.id) : undefined;
      return candidate ? ranked(item, section, candidate, today) : [];
    })
    .toSorted(byWorth);
  const closes = ({ reasons }: Ranked) => reasons.some(({ kind }) => kind === 'closes');
  const closing = all.filter((one) => closes(one) && isNational(candidates.get(one.id)?.level));
  const open = closing.toSorted((a, b) => daysLeft(a) - daysLeft(b)).slice(0, openDrafts);
  const others = all.filter((one) => !open.includes(one) && (one.fresh || !closes(one)));
  const kept = [...open, ...others.slice(0, mostHighlights - open.length)]
    .toSorted(byWorth)
    .filter(({ counts: [worth = 0], reasons }, i) => i < leastHighlights || worth >= (reasons[0]?.kind === 'new' ? leastNew : least));
  return kept.map(({ id, section, reasons }) => ({ id, section, reasons }));
}
