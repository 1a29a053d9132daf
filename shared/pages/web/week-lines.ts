import type { Answers } from '../../model/answers.ts';
import { type Digest, type DigestItem, sectionItems } from '../../model/digest.ts';
import { weekOfDay } from '../../model/time.ts';
import { inPortions } from '../../model/values.ts';
import { headlineOf } from '../words/headline.ts';

/** What the index of digests says of a week: its headline, what happened, and what could not be seen. */
export type WeekLine = Pick<Digest, 'week' | 'from' | 'to' | 'composedAt' | 'counts'> & {
  /** What matters most, the first one first. */
  readonly highlights: readonly { readonly id: string; readonly title: string; readonly english: string }[];
  readonly unseen: { readonly sources: number; readonly of: number };
};

const named = (item: DigestItem): WeekLine['highlights'][number] => {
  const { english, chinese } = headlineOf(item);
  return { id: item.id, title: chinese, english };
};

/** Digests of older versions name no highlights: the first item of the first section that has one stands for them. */
function highlightsOf(digest: Digest): WeekLine['highlights'] {
  const { highlights } = digest;
  const items = sectionItems(digest);
  if (highlights === undefined) return items.slice(0, 1).map(named);
  return highlights.flatMap(({ id }) => items.find((each) => each.id === id) ?? []).map(named);
}

const lineOf = (digest: Digest): WeekLine => {
  const { week, from, to, composedAt, counts, unseen, sources } = digest;
  return { week, from, to, composedAt, counts, highlights: highlightsOf(digest), unseen: { sources: unseen.length, of: sources.total } };
};

const atOnce = 8;

type Asked = Pick<Answers, 'digest' | 'today'>;
const finished = new WeakMap<Asked, Map<string, WeekLine>>();

/** The lines of some weeks in their order. Each costs the reading of a digest once in a process: that of a finished week stays as it is. */
export async function weekLines(weeks: readonly string[], answers: Asked): Promise<readonly WeekLine[]> {
  const known = finished.get(answers) ?? new Map<string, WeekLine>();
  finished.set(answers, known);
  const running = weekOfDay(answers.today());
  const lines = await inPortions(weeks, atOnce, async (week) => {
    const held = known.get(week);
    const digest = held ? undefined : await answers.digest(week);
    const line = held ?? (digest && lineOf(digest));
    if (line && week < running) known.set(week, line);
    return line ? [line] : [];
  });
  return lines.flat();
}
