import { expect, test } from 'vitest';
import { limitQuotes } from '../../shared/stages/identity/compare.ts';

const change = (n: number, length: number) => ({ field: `text 第${n}条`, before: '甲'.repeat(length), after: '乙'.repeat(length) });

test('quotes of few changes stay as they are', () => {
  const few = [change(1, 600), { field: 'title', after: '丙' }];
  expect(limitQuotes(few)).toEqual(few);
});

test('a text that is rewritten throughout fits into an item of 100 KB, every change named', () => {
  const all = limitQuotes(Array.from({ length: 80 }, (_, n) => change(n, 600)));
  expect(all.map(({ field }) => field)).toEqual(Array.from({ length: 80 }, (_, n) => `text 第${n}条`));
  expect(Buffer.byteLength(JSON.stringify(all))).toBeLessThan(105_000);
  expect(all[0]?.before).toMatch(/^甲{200}…$/);
});

test('no character is cut in two, and nothing is made up for what a change does not have', () => {
  const [first] = limitQuotes(Array.from({ length: 80 }, () => ({ field: 'x', after: `乙${'𠀀'.repeat(250)}` })));
  expect(first).not.toHaveProperty('before');
  expect(first?.after?.isWellFormed()).toBe(true);
});
