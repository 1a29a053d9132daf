import { describe, expect, test } from 'vitest';
import type { FieldChange, Revision } from '../../shared/model/document.ts';
import { compose } from '../../shared/stages/digest/compose.ts';
import { changesIn, whatOf } from '../../shared/stages/digest/outcome.ts';
import { shown } from '../support/answers.ts';

/** A week is told by what it came to, not by its steps. */

const step = (what: Revision['what'], n: number, ...changes: FieldChange[]): Revision => ({
  documentId: 'doc',
  n,
  at: `2026-11-${15 + n}T04:00:00Z`,
  by: 'publisher',
  what,
  textHash: `t${n}`,
  evidence: 'e',
  changes,
});
const words = (field: string, before?: string, after?: string): FieldChange => ({
  field,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

describe('withdrawn and returned', () => {
  test.each<[string, readonly Revision['what'][], string | undefined]>([
    ['withdrawn and back is nothing', ['withdrawn', 'returned'], undefined],
    ['back and withdrawn again is nothing', ['returned', 'withdrawn'], undefined],
    ['the last of several counts', ['withdrawn', 'returned', 'withdrawn'], 'withdrawn'],
    ['back, withdrawn and back is back', ['returned', 'withdrawn', 'returned'], 'changed'],
    ['withdrawn stays withdrawn', ['withdrawn'], 'withdrawn'],
    ['back is told', ['returned'], 'changed'],
    ['new, withdrawn and back is new', ['new', 'withdrawn', 'returned'], 'new'],
    ['nothing happened: a day of it is near', [], 'effect'],
  ])('%s', (_, steps, told) => {
    expect(whatOf({ revisions: steps.map((what, n) => step(what, n + 2)) })).toBe(told);
  });

  test('what changed while it was away is told as a change', () => {
    const revisions = [step('withdrawn', 2), step('returned', 3, words('dates.commentBy', '2026-11-20', '2026-12-20'))];
    expect([whatOf({ revisions }), changesIn({ revisions })]).toEqual(['changed', revisions[1]?.changes]);
  });
});

describe('several changes of one place', () => {
  const four = words('text 4、', '4、鼓励第三方评测。');
  const back = words('text 4、', undefined, '4、鼓励第三方评测。');

  test('a change undone is none, also of a file', () => {
    const file = words('attachments', '申报表.docx', '申报书.docx');
    const undone = words('attachments', '申报书.docx', '申报表.docx');
    const revisions = [step('changed', 2, four, file), step('changed', 3, back, undone)];
    expect([whatOf({ revisions }), changesIn({ revisions })]).toEqual([undefined, []]);
  });

  test('two changes are told once, from the beginning to the end', () => {
    const revisions = [
      step('changed', 2, words('dates.effective', '2026-12-01', '2027-01-01'), words('title', '试行办法', '办法')),
      step('changed', 3, words('dates.effective', '2027-01-01', '2027-03-01')),
    ];
    expect(changesIn({ revisions })).toEqual([words('dates.effective', '2026-12-01', '2027-03-01'), words('title', '试行办法', '办法')]);
  });

  test('of the text counts in what its ends differ, where both could be read', () => {
    const revisions = [step('changed', 2, four, words('number', '一号', '二号')), step('changed', 3, back)];
    expect(whatOf({ revisions, between: [] })).toBe('changed');
    expect(changesIn({ revisions, between: [words('text 5、', '甲', '乙')] })).toEqual([
      words('number', '一号', '二号'),
      words('text 5、', '甲', '乙'),
    ]);
  });

  test('one change is told as it stands', () => {
    const files = [words('attachments', undefined, '表一'), words('attachments', '表一')];
    expect(changesIn({ revisions: [step('changed', 2, ...files)] })).toEqual(files);
  });
});

test('what came to nothing is in no section, no headline and no count', () => {
  const document = shown({ id: 'doc', links: [], status: 'issued' });
  const digest = compose({
    week: '2026-W47',
    now: new Date('2026-11-22T12:00:00Z'),
    changed: [{ document, level: 'L2', revisions: [step('withdrawn', 2), step('returned', 3)] }],
    effect: [],
    open: [],
    sources: [],
  });
  expect(Object.values(digest.sections).flat()).toEqual([]);
  expect(digest.highlights).toEqual([]);
  expect(digest.counts).toMatchObject({ new: 0, changed: 0, withdrawn: 0, irrelevant: 0 });
});
