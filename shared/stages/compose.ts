import { type Digest, type DigestItem, type SectionId, sections, type Unseen } from '../model/digest.ts';
import type { Link, Revision, Shown } from '../model/document.ts';
import type { SourceState } from '../model/run.ts';
import type { Source } from '../model/source.ts';
import { addDays, dayOf, daysBetween, daysOfWeek } from '../model/time.ts';
import { isAct, isBinding, takesEffect } from './acts.ts';
import { gather } from './coverage.ts';
import { quotesOf } from './quotes.ts';
import { typeWeight } from './weight.ts';

export type Candidate = { readonly document: Shown; readonly level?: string; readonly revisions: readonly Revision[] };
export type ComposeInput = {
  readonly week: string;
  readonly now: Date;
  readonly changed: readonly Candidate[];
  /** Documents that take effect from the first day of the week to thirty days after the composition. */
  readonly effect: readonly Candidate[];
  /** Drafts still open for comment, whenever they came. */
  readonly open: readonly Candidate[];
  readonly sources: readonly { readonly source: Source; readonly state?: SourceState }[];
};

const enforcementWords = /备案|登记|查处|处罚|专项行动|清朗|通报|约谈|公示/;
const national = new Set(['L0', 'L1', 'L2', 'L3']);

/** Where an item belongs (domain.md 6.1). */
function sectionOf({ document, level }: Candidate): SectionId {
  if (document.type === 'draft') return 'drafts';
  if (document.type === 'company' || document.themes[0]?.theme === 'companies') return 'companies';
  if (!isAct(document.type)) return enforcementWords.test(document.title) && document.type === 'news' ? 'enforcement' : 'readings';
  if (level !== undefined && !national.has(level)) return 'local';
  if (isBinding(document.type) || document.type === 'standard') return 'binding';
  return enforcementWords.test(document.title) ? 'enforcement' : 'plans';
}

/** Level × weight × novelty: what is new outranks what changed. */
const rank = ({ document, revisions }: Candidate): number =>
  document.authority * typeWeight(document.type) * (revisions.some(({ what }) => what === 'new') ? 1 : 0.8);

const whatOf = (revisions: readonly Revision[]): DigestItem['what'] => {
  if (revisions.some(({ what }) => what === 'withdrawn')) return 'withdrawn';
  if (revisions.some(({ what }) => what === 'new')) return 'new';
  return revisions.length > 0 ? 'changed' : 'effect';
};

const linkOf = ({ relation, to }: Link): DigestItem['relations'][number] => ({ relation, ...to });

function itemOf(candidate: Candidate, today: string, coverage: readonly Candidate[]): DigestItem {
  const { document, level, revisions } = candidate;
  const closing = document.type === 'draft' ? document.dates.commentBy?.value : undefined;
  const what = whatOf(revisions);
  return {
    id: document.id,
    url: document.canonicalUrl,
    what,
    title: document.title,
    english: document.english.title,
    issuers: document.issuers,
    ...(level === undefined ? {} : { level }),
    ...(document.number === undefined ? {} : { number: document.number }),
    type: document.type,
    status: document.status,
    dates: document.dates,
    ...(closing?.length === 10 ? { daysLeft: daysBetween(today, closing) } : {}),
    themes: document.themes.map(({ theme }) => theme),
    quotes: quotesOf(document.text),
    relations: document.links.filter(({ relation }) => relation !== 'cites').map(linkOf),
    seenIn: document.copies.length,
    coverage: coverage.map(({ document: other }) => ({
      title: other.title,
      english: other.english.title,
      url: other.canonicalUrl,
      type: other.type,
    })),
    changes: what === 'new' ? [] : revisions.flatMap(({ changes }) => changes).slice(0, 12),
  };
}

const inOrder: ReadonlySet<string> = new Set(['ok', 'quiet', 'skipped']);

/** A source that was never read is not in order, nor one whose pages have failed since before this week (contract.md 3.1). */
function unseenOf(sources: ComposeInput['sources'], from: string): readonly Unseen[] {
  return sources.flatMap(({ source, state }): Unseen[] => {
    if (source.needs !== undefined) return [];
    const names = { sourceId: source.id, names: source.names };
    if (!state?.checkedAt) return [{ ...names, condition: 'skipped', since: state?.since ?? '', detail: 'not read yet' }];
    if (inOrder.has(state.condition)) return [];
    if (state.condition === 'partial' && dayOf(new Date(state.since)) >= from) return [];
    const detail = state.trouble?.detail ?? (state.condition === 'partial' ? `${state.failures} pages could not be read` : undefined);
    return [
      {
        ...names,
        condition: state.condition,
        since: state.since,
        ...(state.lastGoodAt === undefined ? {} : { lastGoodAt: state.lastGoodAt }),
        ...(detail === undefined ? {} : { detail }),
      },
    ];
  });
}

const emptySections = (): Record<SectionId, DigestItem[]> =>
  Object.fromEntries(sections.map((id) => [id, [] as DigestItem[]])) as Record<SectionId, DigestItem[]>;

const byTimeLeft = (a: DigestItem, b: DigestItem): number => (a.daysLeft ?? 1e6) - (b.daysLeft ?? 1e6);
const effectDay = (item: DigestItem): string => item.dates.effective?.value ?? '';

/** Composes the week from what was first stored in it. Pure: the same input gives the same digest. */
export function compose(input: ComposeInput): Digest {
  const days = daysOfWeek(input.week);
  if (!days) throw new Error(`no such week: ${input.week}`);
  const today = dayOf(input.now);
  const relevant = input.changed.filter(({ document }) => document.relevant);
  const { heads, coverage } = gather(relevant.toSorted((a, b) => rank(b) - rank(a) || (a.document.id < b.document.id ? -1 : 1)));
  const filled = emptySections();
  for (const candidate of heads) {
    filled[sectionOf(candidate)].push(itemOf(candidate, today, coverage.get(candidate.document.id) ?? []));
  }
  const listed = new Set(relevant.map(({ document }) => document.id));
  for (const candidate of input.open.filter(({ document }) => document.relevant && !listed.has(document.id))) {
    filled.drafts.push(itemOf(candidate, today, []));
  }
  filled.drafts.sort(byTimeLeft);
  // Told in full where it was new; here only what and when.
  filled.effect = input.effect
    .filter(({ document }) => document.relevant && takesEffect(document.status))
    .map((candidate) => ({ ...itemOf(candidate, today, []), what: 'effect' as const, quotes: [], relations: [] }))
    .toSorted((a, b) => (effectDay(a) < effectDay(b) ? -1 : 1));
  const unseen = unseenOf(input.sources, days.from);
  const read = input.sources.filter(({ source }) => source.needs === undefined).length;
  const count = (what: DigestItem['what']): number => relevant.filter(({ revisions }) => whatOf(revisions) === what).length;
  return {
    week: input.week,
    ...days,
    composedAt: input.now.toISOString(),
    sections: filled,
    unseen,
    sources: { total: read, inOrder: read - unseen.length },
    counts: {
      new: count('new'),
      changed: count('changed'),
      withdrawn: count('withdrawn'),
      irrelevant: input.changed.length - relevant.length,
    },
  };
}

/** Last day of the look ahead. */
export const effectUntil = (today: string): string => addDays(today, 30);
