import { type Digest, type DigestItem, type Highlight, placedItems, type SectionId } from '../../model/digest.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { typeWeight } from '../facts/kind.ts';
import { isAct } from '../text/acts.ts';
import type { DigestCandidate } from './item.ts';
import { reasonsFor, strengthOf } from './reasons.ts';
import { standingOf } from './standing.ts';

const mostHighlights = 5;
const leastHighlights = 3;
/** What counts less is told in its section. */
const least = 28;
/** Of what came in an earlier week only its day is new. */
const knownBefore = 0.6;
/** The first reason counts in full, the others in part: five small ones are no great one. */
const further = 0.3;

/** A draft of a rule matters as a plan does, although it binds nobody. */
const weightOf = ({ document: { type } }: DigestCandidate): number => (type === 'draft' ? 3 : typeWeight(type));

const reach = ({ seenIn, coverage }: DigestItem): number => Math.min(5, Math.log2(seenIn + coverage.length + 1));

type Scored = Highlight & { readonly score: number; readonly fresh: boolean; readonly minor: boolean };

/** Kinds that organise something: of no reason of their own they are named last, whoever issued them. */
const organising: ReadonlySet<DocumentType> = new Set<DocumentType>(['notice', 'call', 'public-notice', 'announcement', 'continuation']);

function score(item: DigestItem, section: SectionId, candidate: DigestCandidate, today: string): Scored[] {
  if (!isAct(item.type) || item.older || item.notSeenOnIssuersSite) return [];
  const fresh = item.what !== 'effect';
  const found = reasonsFor({ candidate, item, today });
  const reasons: Highlight['reasons'] = found.length === 0 && item.what === 'new' ? [{ kind: 'new', quote: item.title }] : found;
  const [strongest, ...others] = reasons.map(strengthOf);
  if (strongest === undefined) return [];
  const standing = (standingOf(candidate.document).authority / 10) * weightOf(candidate) * (fresh ? 1 : knownBefore);
  const worth = strongest + further * others.reduce((sum, each) => sum + each, 0);
  const minor = reasons[0]?.kind === 'new' && organising.has(item.type);
  return [{ id: item.id, section, reasons, fresh, minor, score: standing + worth + reach(item) }];
}

export function highlightsOf(
  filled: Digest['sections'],
  candidates: ReadonlyMap<string, DigestCandidate>,
  today: string,
): readonly Highlight[] {
  const all = placedItems({ sections: filled })
    .flatMap(({ item, section }) => {
      const candidate = item.inFull === undefined ? candidates.get(item.id) : undefined;
      return candidate ? score(item, section, candidate, today) : [];
    })
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const fresh = all.filter((one) => one.fresh);
  const great = fresh.filter((one) => one.score >= least && one.reasons.some(({ kind }) => kind !== 'new'));
  const near = all.filter((one) => !one.fresh && one.score >= least);
  const others = fresh.filter((one) => !great.includes(one));
  const fill = (named: readonly Scored[], more: readonly Scored[]): readonly Scored[] => [
    ...named,
    ...more.slice(0, Math.max(0, leastHighlights - named.length)),
  ];
  const worthy = fill(
    great,
    others.filter(({ minor }) => !minor),
  );
  const named = fill(
    [...worthy, ...near],
    others.filter(({ minor }) => minor),
  );
  return named.slice(0, mostHighlights).map(({ id, section, reasons }) => ({ id, section, reasons }));
}
