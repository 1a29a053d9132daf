import { type Digest, type DigestItem, type DigestSilence, type SectionId, type SilentSource, sections } from '../../model/digest.ts';
import type { ShownDocument } from '../../model/document.ts';
import type { Round } from '../../model/journal.ts';
import { addDays, dayOf, daysOfWeek } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { typeWeight } from '../facts/kind/weight.ts';
import { isAct, isBinding, takesEffect } from '../text/acts.ts';
import { findSilence, findUnseenReason, isEnabled, lastRoundAt, type WatchedSource } from '../watch/silence.ts';
import { groupCoverage } from './coverage.ts';
import { type DigestCandidate, itemOf, whatOf } from './item.ts';

export type ComposeInput = {
  readonly week: string;
  readonly now: Date;
  readonly changed: readonly DigestCandidate[];
  /** Documents that changed and are of no interest. */
  readonly irrelevant?: number;
  /** Older documents that a backfill brought. */
  readonly older?: number;
  /** Documents that take effect from the first day of the week to thirty days after the composition. */
  readonly effect: readonly DigestCandidate[];
  /** Drafts still open for comment, whenever they came. */
  readonly open: readonly DigestCandidate[];
  /** `unknown`: how the source was at that time was not kept. */
  readonly sources: readonly (WatchedSource & { readonly unknown?: true })[];
  readonly round?: Round | undefined;
  /** Sources that the store was filled from and that are not in force. */
  readonly foreign?: readonly string[];
};

const enforcementWords = /备案|登记|查处|处罚|专项行动|清朗|通报|约谈|公示/;
const national = new Set(['L0', 'L1', 'L2', 'L3']);

/** A draft that can still be commented on, as far as its page tells. */
const isOpen = ({ status, dates }: ShownDocument, today: string): boolean =>
  status === 'draft' && (dates.commentBy === undefined || dates.commentBy.value >= today.slice(0, dates.commentBy.value.length));

/** Where an item belongs (domain.md 6.1). A draft that is closed, or has its final text, stands among the plans. */
function sectionOf({ document, level }: DigestCandidate, today: string): SectionId {
  if (document.type === 'draft' && isOpen(document, today)) return 'drafts';
  if (document.type === 'company' || document.themes[0]?.theme === 'companies') return 'companies';
  if (!isAct(document.type)) return enforcementWords.test(document.title) && document.type === 'news' ? 'enforcement' : 'readings';
  if (level !== undefined && !national.has(level)) return 'local';
  if (isBinding(document.type) || document.type === 'standard') return 'binding';
  return enforcementWords.test(document.title) ? 'enforcement' : 'plans';
}

/** Level × weight × novelty: what is new outranks what changed. */
const rank = ({ document, revisions }: DigestCandidate): number =>
  document.authority * typeWeight(document.type) * (revisions.some(({ what }) => what === 'new') ? 1 : 0.8);

/** The sources that alarms name too: never read, passed over, or in trouble (stages/silence.ts). */
function unseenOf(sources: ComposeInput['sources'], roundAt: string | undefined): readonly SilentSource[] {
  return sources.flatMap((watched): SilentSource[] => {
    const { source, state, unknown } = watched;
    const sight = unknown ? undefined : findUnseenReason(watched, roundAt);
    if (sight === undefined) return [];
    const names = { sourceId: source.id, names: source.names, level: source.level };
    if (sight === 'unread') return [{ ...names, condition: 'skipped', since: orEmpty(state?.since), detail: 'not read yet' }];
    const good = state?.lastGoodAt === undefined ? {} : { lastGoodAt: state.lastGoodAt };
    if (sight === 'late')
      return [{ ...names, condition: 'skipped', since: orEmpty(state?.checkedAt), ...good, detail: 'rounds went by without it' }];
    const detail = state?.trouble?.detail ?? (sight === 'partial' ? `${state?.failures} pages could not be read` : undefined);
    return [{ ...names, condition: sight, since: orEmpty(state?.since), ...good, ...opt('detail', detail) }];
  });
}

/** Why the digest knows nothing of its week, or not all: as of the week's end, or of now when it has not ended. */
function silenceIn({ sources, round, foreign = [], now }: ComposeInput, week: { readonly to: string }): DigestSilence | undefined {
  if (foreign.length > 0) return { kind: 'elsewhere', sources: foreign.length };
  const end = new Date(`${addDays(week.to, 1)}T00:00:00+08:00`);
  if (round && Date.parse(round.firstAt) >= end.getTime()) return { kind: 'before', since: round.firstAt };
  const silence = findSilence(sources, round, end < now ? end : now);
  return silence && { kind: silence.kind, ...opt('since', silence.since) };
}

const emptySections = (): Record<SectionId, DigestItem[]> =>
  Object.fromEntries(sections.map((id) => [id, [] as DigestItem[]])) as Record<SectionId, DigestItem[]>;

const byTimeLeft = (a: DigestItem, b: DigestItem): number => (a.daysLeft ?? 1e6) - (b.daysLeft ?? 1e6);
const effectDay = (item: DigestItem): string => orEmpty(item.dates.effective?.value);

/** Composes the week from what was first stored in it. Pure: the same input gives the same digest. */
export function compose(input: ComposeInput): Digest {
  const days = daysOfWeek(input.week);
  if (!days) throw new Error(`no such week: ${input.week}`);
  const today = dayOf(input.now);
  const relevant = input.changed.filter(({ document }) => document.relevant);
  const { heads, coverage } = groupCoverage(relevant.toSorted((a, b) => rank(b) - rank(a) || (a.document.id < b.document.id ? -1 : 1)));
  const filled = emptySections();
  for (const candidate of heads) {
    filled[sectionOf(candidate, today)].push(itemOf(candidate, today, coverage.get(candidate.document.id) ?? []));
  }
  const listed = new Set(relevant.map(({ document }) => document.id));
  for (const candidate of input.open.filter(({ document }) => document.relevant && isOpen(document, today) && !listed.has(document.id))) {
    filled.drafts.push(itemOf(candidate, today, []));
  }
  filled.drafts.sort(byTimeLeft);
  const inFull = new Map(sections.flatMap((section) => filled[section].map(({ id }) => [id, section] as const)));
  // Its own week had it in full; here stand only what takes effect, and when.
  filled.effect = input.effect
    .filter(({ document }) => document.relevant && takesEffect(document.status))
    .map((candidate) => {
      const section = inFull.get(candidate.document.id);
      const { news: _events, ...item } = itemOf(candidate, today, []);
      return { ...item, what: 'effect' as const, quotes: [], relations: [], ...(section ? { inFull: section } : {}) };
    })
    .toSorted((a, b) => (effectDay(a) < effectDay(b) ? -1 : 1));
  const unseen = unseenOf(input.sources, lastRoundAt(input.sources, input.round));
  const silence = silenceIn(input, days);
  const read = input.sources.filter(({ source }) => isEnabled(source)).length;
  const unknown = input.sources.filter(({ source, unknown: not }) => isEnabled(source) && not).length;
  const count = (what: DigestItem['what']): number => relevant.filter(({ revisions }) => whatOf(revisions) === what).length;
  return {
    week: input.week,
    ...days,
    composedAt: input.now.toISOString(),
    sections: filled,
    ...(silence ? { silence } : {}),
    unseen,
    sources: { total: read, inOrder: read - unseen.length - unknown, ...(unknown > 0 ? { unknown } : {}) },
    counts: {
      ...(input.older ? { older: input.older } : {}),
      new: count('new'),
      changed: count('changed'),
      withdrawn: count('withdrawn'),
      irrelevant: (input.irrelevant ?? 0) + input.changed.length - relevant.length,
    },
  };
}

/** Last day of the look ahead. */
export const effectUntil = (today: string): string => addDays(today, 30);
