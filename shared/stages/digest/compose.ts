import { type Digest, type DigestItem, type MovedFigure, perSection, placedItems, type SectionId, sections } from '../../model/digest.ts';
import type { Round } from '../../model/run.ts';
import { addDays, dayOf, daysOfWeek } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { typeWeight } from '../facts/kind.ts';
import { takesEffect } from '../text/acts.ts';
import { wasSlowed } from '../watch/cadence.ts';
import { isEnabled, lastRoundAt, type SilentCollector } from '../watch/health.ts';
import { groupCoverage } from './coverage.ts';
import { highlightsOf } from './highlights.ts';
import { type DigestCandidate, itemOf } from './item.ts';
import { isFolded, whatOf } from './outcome.ts';
import { isOpen, sectionOf } from './section-of.ts';
import { standingOf } from './standing.ts';
import { allBlind, type DigestSource, silenceIn, unseenOf } from './unseen.ts';

export type ComposeInput = {
  readonly week: string;
  readonly now: Date;
  readonly changed: readonly DigestCandidate[];
  readonly irrelevant?: number;
  /** Older documents that a backfill brought. */
  readonly older?: number;
  /** Documents that take effect from the first day of the week to thirty days after the composition. */
  readonly effect: readonly DigestCandidate[];
  /** Drafts still open for comment, whenever they came. */
  readonly open: readonly DigestCandidate[];
  readonly moved?: readonly MovedFigure[];
  readonly sources: readonly DigestSource[];
  readonly silent?: readonly SilentCollector[];
  readonly round?: Round | undefined;
  /** Sources that the store was filled from and that are not in force. */
  readonly foreign?: readonly string[];
};

/** Level × weight × novelty: what is new outranks what changed. */
const rank = ({ document, revisions }: DigestCandidate) =>
  standingOf(document).authority * typeWeight(document.type) * (revisions.some(({ what }) => what === 'new') ? 1 : 0.8);

const byTimeLeft = (a: DigestItem, b: DigestItem) => (a.daysLeft ?? 1e6) - (b.daysLeft ?? 1e6);
const effectDay = (item: DigestItem) => orEmpty(item.dates.effective?.value);
/** What is old, and what is about something else, stands behind the rest. */
const olderLast = (a: DigestItem, b: DigestItem) =>
  Number(a.older ?? false) - Number(b.older ?? false) || Number(a.aside ?? false) - Number(b.aside ?? false);

/** What stands in full elsewhere, and its day: its own week had the rest. */
const effectItem = (candidate: DigestCandidate, today: string, inFull: SectionId | undefined): DigestItem => {
  const { news: _events, ...item } = itemOf(candidate, today, []);
  return { ...item, what: 'effect', quotes: [], relations: [], ...opt('inFull', inFull) };
};

type Filled = { readonly filled: Record<SectionId, DigestItem[]>; readonly candidates: ReadonlyMap<string, DigestCandidate> };

/** Each document once in full, in the section that serves the reader; what takes effect has a line with its day as well. */
function fill(relevant: readonly DigestCandidate[], { open, effect }: ComposeInput, today: string): Filled {
  const filled = perSection((): DigestItem[] => []);
  const { heads, coverage } = groupCoverage(relevant.toSorted((a, b) => rank(b) - rank(a) || (a.document.id < b.document.id ? -1 : 1)));
  for (const candidate of heads) {
    filled[sectionOf(candidate, today)].push(itemOf(candidate, today, coverage.get(candidate.document.id) ?? []));
  }
  const listed = new Set(relevant.map(({ document }) => document.id));
  const others = open.filter(({ document }) => document.relevant && isOpen(document, today) && !listed.has(document.id));
  filled.drafts.push(...others.map((candidate) => itemOf(candidate, today, [])));
  for (const section of sections) filled[section].sort(olderLast);
  filled.drafts.sort((a, b) => olderLast(a, b) || byTimeLeft(a, b));
  const inFull = new Map(placedItems({ sections: filled }).map(({ item, section }) => [item.id, section]));
  const coming = effect.filter(
    ({ document }) => document.relevant && document.type !== 'draft' && takesEffect(document.status) && !document.notSeenOnIssuersSite,
  );
  filled.effect = coming
    .map((candidate) => effectItem(candidate, today, inFull.get(candidate.document.id)))
    .toSorted((a, b) => (effectDay(a) < effectDay(b) ? -1 : 1));
  return { filled, candidates: new Map([...effect, ...open, ...relevant].map((each) => [each.document.id, each])) };
}

/** Days before its deadline from which on an open draft is named as closing. */
const closingWithin = 14;
const closingIn = (drafts: readonly DigestItem[]) =>
  drafts
    .filter((item) => item.daysLeft !== undefined && item.daysLeft >= 0 && item.daysLeft <= closingWithin && !item.notSeenOnIssuersSite)
    .map(({ id }) => id);

function countsOf(relevant: readonly DigestCandidate[], { changed, irrelevant = 0, older }: ComposeInput): Digest['counts'] {
  const of = (what: DigestItem['what']): readonly DigestCandidate[] => relevant.filter((one) => whatOf(one) === what);
  const olderListed = of('new').filter(isFolded).length;
  return {
    ...(older ? { older } : {}),
    ...(olderListed > 0 ? { olderListed } : {}),
    new: of('new').length - olderListed,
    changed: of('changed').length,
    withdrawn: of('withdrawn').length,
    irrelevant: irrelevant + changed.filter(({ document }) => !document.relevant).length,
  };
}

function slowedIn({ round }: ComposeInput, { from, to }: { readonly from: string; readonly to: string }): Pick<Digest, 'slowed'> {
  const slowed = round?.slowed;
  const begun = new Date(`${from}T00:00:00+08:00`).toISOString();
  const ended = new Date(`${addDays(to, 1)}T00:00:00+08:00`).toISOString();
  return wasSlowed(slowed, begun, ended) ? { slowed: { since: slowed.since } } : {};
}

export function compose(input: ComposeInput): Digest {
  const days = daysOfWeek(input.week);
  if (!days) throw new Error(`no such week: ${input.week}`);
  const today = dayOf(input.now);
  const relevant = input.changed.filter((one) => one.document.relevant && whatOf(one) !== undefined);
  const { filled, candidates } = fill(relevant, input, today);
  const roundAt = lastRoundAt(input.sources, input.round);
  const unseen = unseenOf(input.sources, roundAt, input.silent, days);
  const read = input.sources.filter(({ source }) => isEnabled(source)).length;
  const unknown = input.sources.filter(({ source, unknown: not }) => isEnabled(source) && not).length;
  return {
    week: input.week,
    ...days,
    composedAt: input.now.toISOString(),
    sections: filled,
    highlights: highlightsOf(filled, candidates, today),
    moved: input.moved ?? [],
    closing: closingIn(filled.drafts),
    ...opt('silence', silenceIn(input, days) ?? allBlind(unseen, read, roundAt)),
    unseen,
    ...slowedIn(input, days),
    sources: { total: read, inOrder: read - unseen.length - unknown, ...(unknown > 0 ? { unknown } : {}) },
    counts: countsOf(relevant, input),
  };
}

export const effectUntil = (today: string): string => addDays(today, 30);
