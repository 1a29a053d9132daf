import { expect, test } from 'vitest';
import type { Dates } from '../../shared/model/article.ts';
import { compose } from '../../shared/stages/digest/compose.ts';
import { shown } from '../support/answers.ts';
import { day } from '../support/digests.ts';

const isOlder = (dates: Dates): boolean | undefined => {
  const document = shown({ id: 'doc_x', dates, firstSeenAt: '2026-11-25T04:00:00Z' });
  const revision = {
    documentId: 'doc_x',
    n: 1,
    at: document.firstSeenAt,
    by: 'publisher',
    what: 'new',
    textHash: 'a',
    evidence: 'e',
    changes: [],
  } as const;
  const digest = compose({
    week: '2026-W48',
    now: new Date('2026-11-29T15:59:59Z'),
    changed: [{ document, revisions: [revision] }],
    effect: [],
    open: [],
    sources: [],
  });
  return Object.values(digest.sections)
    .flat()
    .find(({ id }) => id === 'doc_x')?.older;
};

test.each<[string, Dates, true | undefined]>([
  ['published this week', { published: day('2026-11-24') }, undefined],
  ['published a week ago', { published: day('2026-11-18') }, undefined],
  ['published last month', { published: day('2026-10-30') }, true],
  ['published years ago, by the month alone', { published: { ...day('2019-08'), precision: 'month' } }, true],
  ['signed weeks ago, put on the web now', { signed: day('2026-10-30'), published: day('2026-11-24') }, undefined],
  ['signed weeks ago, its page says no day', { signed: day('2026-10-30') }, undefined],
  ['signed in another year', { signed: { ...day('2025'), precision: 'year' } }, true],
  ['without a day', {}, undefined],
])('a document is older than its week when it was put out before: %s', (_, dates, older) => expect(isOlder(dates)).toBe(older));
