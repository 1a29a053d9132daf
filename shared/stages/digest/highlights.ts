import type { Digest, DigestItem, Highlight, SectionId } from '../../model/digest.ts';
import { sections } from '../../model/digest.ts';
import { typeWeight } from '../facts/kind/weight.ts';
import { isAct } from '../text/acts.ts';
import type { DigestCandidate } from './item.ts';
import { reasonsFor, strengthOf } from './reasons.ts';

const mostHighlights = 5;
/** What counts less is told in its section: a week in which little happens has few highlights, or none. */
const least = 28;
/** Of what came in an earlier week only its day is new. */
const knownBefore = 0.6;
/** The first reason counts in full, the others in part: five small ones are no great one. */
const further = 0.3;

/** A draft of a rule matters as a plan does, although it binds nobody. */
const weightOf = ({ document: { type } }: DigestCandidate): number => (type === 'draft' ? 3 : typeWeight(type));

const reach = ({ seenIn, coverage }: DigestItem): number => Math.min(5, Math.log2(seenIn + coverage.length + 1));

type Scored = Highlight & { readonly score: number };

function score(item: DigestItem, section: SectionId, candidate: DigestCandidate, today: string): Scored[] {
  if (!isAct(item.type) || item.older) return [];
  const reasons = reasonsFor({ candidate, item, today });
  const [strongest, ...others] = reasons.map(strengthOf);
  if (strongest === undefined) return [];
  const standing = (candidate.document.authority / 10) * weightOf(candidate) * (item.what === 'effect' ? knownBefore : 1);
  const worth = strongest + further * others.reduce((sum, each) => sum + each, 0);
  return [{ id: item.id, section, reasons, score: standing + worth + reach(item) }];
}

/** The few things that matter most this week, by authority, bindingness, novelty, deadline and reach, the most important first. */
export function highlightsOf(
  filled: Digest['sections'],
  candidates: ReadonlyMap<string, DigestCandidate>,
  today: string,
): readonly Highlight[] {
  const all = sections.flatMap((section) =>
    filled[section].flatMap((item) => {
      const candidate = item.inFull === undefined ? candidates.get(item.id) : undefined;
      return candidate ? score(item, section, candidate, today) : [];
    }),
  );
  return all
    .filter((each) => each.score >= least)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, mostHighlights)
    .map(({ score: _score, ...highlight }) => highlight);
}
