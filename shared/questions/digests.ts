import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { type Digest, type DigestItem, sectionItems } from '../model/digest.ts';
import { anything, day, instant, list, paged, text, total } from '../model/shape.ts';
import { addDays, daysOfWeek, weekOfDay } from '../model/time.ts';
import { inPortions, opt } from '../model/values.ts';
import { headlineOf } from '../pages/words/text-name.ts';
import { checkPastDay, pastDay } from './document.ts';
import { cursor, keyedPagesOf, limit, placeInChanges, writeCursor } from './lists.ts';
import { ask, choice, inPath, notFoundProblem, question, words } from './question.ts';
import { revision } from './shapes.ts';
import { briefly, limitOf, next, said, things, tool, toolDay } from './tool.ts';

export type WeekLine = Pick<Digest, 'week' | 'from' | 'to' | 'composedAt' | 'counts'> & {
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

type WeekReader = Pick<Answers, 'digest' | 'today'>;
const finished = new WeakMap<WeekReader, Map<string, WeekLine>>();

export async function weekLines(weeks: readonly string[], answers: WeekReader): Promise<readonly WeekLine[]> {
  const known = finished.get(answers) ?? new Map<string, WeekLine>();
  finished.set(answers, known);
  // The last week may still be edited.
  const running = weekOfDay(addDays(answers.today(), -7));
  const lines = await inPortions(weeks, atOnce, async (week) => {
    const kept = known.get(week);
    const digest = kept ? undefined : await answers.digest(week);
    const line = kept ?? (digest && lineOf(digest));
    if (line && week < running) known.set(week, line);
    return line ? [line] : [];
  });
  return lines.flat();
}

type Asked = { readonly asOf?: string | undefined; readonly original?: boolean };

export async function requireDigest(week: string, answers: Answers, { asOf, original }: Asked = {}) {
  checkPastDay(asOf, answers);
  const digest = week.startsWith('2') && daysOfWeek(week) ? await answers.digest(week, asOf, original) : undefined;
  if (!digest) throw notFoundProblem('no digest of this week; a week is written 2026-W47');
  return digest;
}

const week = z
  .object({
    week: text('ISO week, 2026-W47'),
    url: text('Where its digest is in the API'),
    page: text('Where its page is'),
    from: day('Its first day').exactOptional(),
    to: day('Its last day').exactOptional(),
    composedAt: instant('When its digest was made').exactOptional(),
    highlights: list('What matters most, the first one first').exactOptional(),
    counts: anything.describe('How many documents are new, changed, withdrawn').exactOptional(),
    unseen: anything.describe('How many sources were not seen').exactOptional(),
  })
  .meta({ id: 'Week' });
const weekShape = (week: string) => ({ week, url: `/api/v1/digests/${week}`, page: `/digests/${week}` });

export const digests = question({
  path: 'digests',
  tag: 'Digests',
  words: [
    'Weeks with a digest, newest first, each with what matters most in it, counts, and how many sources were not seen',
    '各周周报，最新者在前',
  ],
  takes: { limit, cursor },
  gives: paged(week, total),
  async answer({ limit = 54, cursor }, answers) {
    const pages = keyedPagesOf('digests', answers);
    const { offset, after } = pages.passed(cursor);
    const weeks = await answers.weeks();
    const left = after ? weeks.filter((week) => week < after[1]) : weeks.slice(offset);
    const some = left.slice(0, limit);
    const lines = new Map((await weekLines(some, answers)).map((line) => [line.week, line]));
    const items = some.map((week) => ({ ...weekShape(week), ...lines.get(week) }));
    return {
      items,
      total: weeks.length,
      ...pages.after(offset, { keys: some.map((week) => [0, week, '']), more: left.length > some.length }),
    };
  },
});

export const digest = question({
  path: 'digests/:week',
  tag: 'Digests',
  example: ({ week }) => ({ week }),
  words: ['The digest of a week', '一周周报'],
  takes: {
    week: inPath('ISO week, 2026-W47'),
    original: choice(['yes'], 'As it was composed, where an editor changed it'),
    ...pastDay,
  },
  gives: z
    .object({
      week: z.string(),
      from: day('Its first day'),
      to: day('Its last day'),
      composedAt: instant('When it was made'),
      sections: z.record(z.string(), list('Its documents')).describe('Documents by section'),
      highlights: list('Ids of what matters most').exactOptional(),
      counts: anything.exactOptional(),
      edited: anything.describe('By whom and when it was edited, and how many items were struck, moved or annotated').exactOptional(),
      unseen: list('Sources that were not seen'),
    })
    .meta({ id: 'Digest', description: 'What happened in a week' }),
  answer: ({ week, asOf, original }, answers) => requireDigest(week, answers, { asOf, original: original === 'yes' }),
});

export const changes = question({
  path: 'changes',
  tag: 'Following',
  words: ['Changes of relevant documents, oldest first', '相关文件的变动，最早者在前'],
  more:
    'Keep `next` and ask again with it as `after`: each change comes at least once, in the order in which it was stored, and none is passed over, whoever writes meanwhile. ' +
    '`next` is there also when there is nothing new. Without `after`, the last four weeks. After a store was restored from an older copy all changes come once more.',
  takes: { after: words(1000, '`next` of the answer before'), limit },
  gives: paged(revision.extend({ documentId: z.string(), title: z.string() }).meta({ id: 'Change' }), {}),
  async answer({ after, limit = 50 }, answers) {
    const place = after === undefined ? undefined : placeInChanges(answers.secret, after);
    const { items, next } = await answers.changes(place, limit);
    return { items, ...opt('next', next === undefined ? undefined : writeCursor(answers.secret, 'changes', next)) };
  },
});

const mostPages = 5;

export const changesTool = tool({
  name: 'changes',
  takes: {
    after: said(1000, '`next` of the answer before'),
    since: toolDay.describe('Leave out what was stored before this day'),
    limit: limitOf(50, 20),
  },
  gives: { items: things, next },
  async answer({ after, since, limit }, answers) {
    let found = await ask(changes, { after, limit }, answers);
    const isNew = ({ at }: { readonly at: string }): boolean => since === undefined || at.slice(0, 10) >= since;
    for (let page = 1; page < mostPages && found.items.length === limit && !found.items.some(isNew); page += 1)
      found = await ask(changes, { after: found.next, limit }, answers);
    const items = found.items.filter(isNew).map(({ textHash: _text, evidence: _evidence, ...each }) => briefly(each, 300));
    return {
      ...found,
      items,
      notHeld: after === undefined ? ['Changes earlier than four weeks are read with `search` and `date: firstSeen`.'] : [],
    };
  },
});
