import { describe, expect, test } from 'vitest';
import { gapOf, sequenceOf } from '../../shared/stages/numbers/sequence.ts';

const held = (n: number, day?: string) => ({ n, id: `d${n}`, title: `第${n}号`, ...(day === undefined ? {} : { day }) });

describe('sequences of numbers', () => {
  test('prefix and year; departments of one body share its series; orders run on; standards have none', () => {
    expect(sequenceOf('国办发〔2026〕7号')).toEqual({ prefix: '国办发', year: 2026, n: 7 });
    expect(sequenceOf('发改环资〔2026〕1985号')).toEqual({ prefix: '发改', year: 2026, n: 1985 });
    expect(sequenceOf('国家互联网信息办公室令第15号')).toEqual({ prefix: '国家互联网信息办公室令', n: 15 });
    expect(sequenceOf('财政部公告2025年第31号')).toEqual({ prefix: '财政部公告', year: 2025, n: 31 });
    expect(sequenceOf('GB/T 45652-2025')).toBeUndefined();
    expect(sequenceOf(undefined)).toBeUndefined();
  });

  test('holes of a series that is followed, with their neighbours', () => {
    const gap = gapOf(
      { prefix: '国办发', year: 2026, held: [held(1, '2026-01-05'), held(2, '2026-02-01'), held(5, '2026-04-01')], cited: [] },
      '2026-11-25',
    );
    expect(gap).toMatchObject({ held: 3, highest: 5, missing: 2, coverage: 0.6, reading: 'leads' });
    expect(gap?.heldRanges).toEqual([
      { from: 1, to: 2 },
      { from: 5, to: 5 },
    ]);
    expect(gap?.holes).toEqual([{ from: 3, to: 4, count: 2, why: 'unseen', before: held(2, '2026-02-01'), after: held(5, '2026-04-01') }]);
  });

  test('a hole beside young numbers may yet come', () => {
    const gap = gapOf({ prefix: '国办发', year: 2026, held: [held(1, '2026-11-01'), held(3, '2026-11-20')], cited: [] }, '2026-11-25');
    expect(gap?.holes.map(({ why }) => why)).toEqual(['late']);
  });

  test('of a series of which little is held only what is sure to exist is named', () => {
    const gap = gapOf({ prefix: '发改', year: 2026, held: [held(8), held(90), held(200)], cited: [{ n: 120, by: 'd200' }] }, '2026-11-25');
    expect(gap).toMatchObject({ held: 3, highest: 200, missing: 197, reading: 'low-coverage' });
    expect(gap?.holes).toMatchObject([{ from: 120, to: 120, why: 'cited', citedBy: ['d200'] }]);
  });

  test('a number that is cited and greater than all held ones raises the highest', () => {
    expect(gapOf({ prefix: '国发', year: 2026, held: [held(1)], cited: [{ n: 2, by: 'd1' }] }, '2026-11-25')).toMatchObject({
      highest: 2,
      missing: 1,
    });
  });

  test('orders: what lies before the first held one is no hole; a damaged number gives nothing', () => {
    expect(gapOf({ prefix: '国令', held: [held(788), held(790)], cited: [] }, '2026-11-25')?.holes).toMatchObject([{ from: 789, to: 789 }]);
    expect(gapOf({ prefix: '国发', year: 2026, held: [held(99_999)], cited: [] }, '2026-11-25')).toBeUndefined();
  });
});
