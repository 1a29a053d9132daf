import { describe, expect, test } from 'vitest';
import type { Issuer } from '../../shared/model/article.ts';
import type { DocumentType } from '../../shared/model/vocabulary.ts';
import { type DraftOrFinal, findOtherStages } from '../../shared/stages/identity/identify.ts';
import { draftRoundOf, workKey } from '../../shared/stages/text/titles.ts';

const work = '智能体语音服务管理办法';

describe('a draft has the key of its work, whichever reading it is', () => {
  test.each([
    [`${work}（征求意见稿）`, 1],
    [`《${work}（公开征求意见稿）》`, 1],
    [`某办关于《${work}（二次征求意见稿）》再次公开征求意见的通知`, 2],
    [`关于《${work}（第二次征求意见稿）》公开征求意见的公告`, 2],
    [`某办关于再次公开征求《${work}（征求意见稿）》意见的通知`, 2],
    [`关于对《${work}（征求意见稿）》再次征求意见的通知`, 2],
    [`关于对${work}（征求意见稿）公开征求意见的通知`, 1],
    [`關於《${work}（三次徵求意見稿）》公開徵求意見的通知`, 3],
    [`${work}（征求意见稿第二稿）`, 2],
    [`${work}（征求意见二稿）`, 2],
    [`${work}（修订草案二次征求意见稿）`, 2],
    [`${work}（修订草案第二次审议稿）`, 2],
    [`${work}（草案三次审议稿）`, 3],
    [`${work}（草案二次修改稿）`, 1],
    [`${work}二次征求意见稿`, 2],
    [`${work}（2次征求意见稿）`, 2],
  ])('%s', (title, reading) => {
    expect(workKey(title)).toBe(workKey(work));
    expect(draftRoundOf(title)).toBe(reading);
  });
});

const of = (id: string, type: DocumentType, day: string | undefined, issuer = '国家互联网信息办公室'): DraftOrFinal => ({
  id,
  type,
  dates: day === undefined ? {} : { signed: { value: day, precision: day.length === 10 ? 'day' : 'month', from: 'signature', quote: day } },
  issuers: [{ name: issuer } satisfies Issuer],
});
const first = of('d1', 'draft', '2026-03-02');
const second = of('d2', 'draft', '2026-05-11');
const final = of('f1', 'measures', '2026-07-15');
const draftOfNext = of('d3', 'draft', '2026-10-01');
const next = of('f2', 'measures', '2026-12-18');
const all = [next, draftOfNext, final, second, first];

describe('drafts and final texts of one work', () => {
  test('both readings lead to the final text, a later edition has drafts of its own', () => {
    expect(findOtherStages(first, all)).toEqual(['f1']);
    expect(findOtherStages(second, all)).toEqual(['f1']);
    expect(findOtherStages(draftOfNext, all)).toEqual(['f2']);
    expect(findOtherStages(final, all).toSorted()).toEqual(['d1', 'd2']);
    expect(findOtherStages(next, all)).toEqual(['d3']);
  });

  test('a draft of a new edition whose final text is not there yet is none of the old one', () => {
    expect(findOtherStages(draftOfNext, [final, draftOfNext])).toEqual([]);
    expect(findOtherStages(final, [draftOfNext])).toEqual([]);
  });

  test('without days only one choice is sure', () => {
    const undated = of('u', 'draft', undefined);
    expect(findOtherStages(undated, [final])).toEqual(['f1']);
    expect(findOtherStages(undated, [final, next])).toEqual([]);
    expect(findOtherStages(first, [final, of('f3', 'measures', undefined)])).toEqual([]);
  });

  test('a month and a day in it are not told apart', () => {
    expect(findOtherStages(of('d', 'draft', '2026-07-20'), [of('f', 'measures', '2026-07')])).toEqual(['f']);
  });

  test('a higher body makes what a lower one drafted, another place does not', () => {
    expect(findOtherStages(first, [of('f', 'regulation', '2026-09-01', '国务院')])).toEqual(['f']);
    const hunan = of('d', 'draft', '2026-03-01', '湖南省数据局');
    expect(findOtherStages(hunan, [of('f', 'measures', '2026-06-01', '湖南省人民政府办公厅')])).toEqual(['f']);
    expect(findOtherStages(hunan, [of('f', 'measures', '2026-06-01', '湖北省人民政府')])).toEqual([]);
    expect(findOtherStages(hunan, [of('f', 'measures', '2026-06-01', '国务院')])).toEqual([]);
  });
});
