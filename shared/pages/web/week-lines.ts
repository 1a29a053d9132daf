import type { Answers } from '../../model/answers.ts';
import { type Digest, type DigestItem, sections } from '../../model/digest.ts';
import { headlineOf } from '../words/headline.ts';

/** What the index of digests says of a week: its headline, what happened, and what could not be seen. */
export type WeekLine = Pick<Digest, 'week' | 'from' | 'to' | 'composedAt' | 'counts'> & {
  /** What matters most, the first one first. */
  readonly highlights: readonly { readonly id: string; readonly title: string; readonly english: string }[];
  readonly unseen: { readonly sources: number; readonly of: number };
};

const named = (item: DigestItem): WeekLine['highlights'][number] => {
  const { english, chinese } = item.act ? { english: item.act.english, chinese: item.act.title } : headlineOf(item);
  return { id: item.id, title: chinese, english };
};

/** Digests of older versions name no highlights: the first item of the first section that has one stands for them. */
function highlightsOf({ highlights, sections: filled }: Digest): WeekLine['highlights'] {
  const items = sections.flatMap((section) => filled[section]);
  if (highlights === undefined) return items.slice(0, 1).map(named);
  return highlights.flatMap(({ id }) => items.find((each) => each.id === id) ?? []).map(named);
}

const lineOf = (digest: Digest): WeekLine => {
  const { week, from, to, composedAt, counts, unseen, sources } = digest;
  return { week, from, to, composedAt, counts, highlights: highlightsOf(digest), unseen: { sources: unseen.length, of: sources.total } };
};

const atOnce = 8;

/** The lines of some weeks in their order: each costs the reading of a digest. */
export async function weekLines(weeks: readonly string[], answers: Pick<Answers, 'digest'>): Promise<readonly WeekLine[]> {
  const lines: WeekLine[] = [];
  for (let from = 0; from < weeks.length; from += atOnce) {
    const some = await Promise.all(weeks.slice(from, from + atOnce).map((week) => answers.digest(week)));
    lines.push(...some.flatMap((digest) => (digest ? [lineOf(digest)] : [])));
  }
  return lines;
}
