import { expect, test } from 'vitest';

test.each([/\d{4}年/g, /(?<=第)(?<n>[一二])|x?/g, /x?/gu, /\p{Script=Han}{0,1}/gu])(
  '%s finds what matchAll finds, again and again',
  (pattern) => {
    const text = '第一号𠮷2026年𠮷x2025年第二号';
    for (const time of [1, 2]) expect([time, [...text.matchAll(pattern)]]).toEqual([time, [...text.matchAll(pattern)]]);
  },
);

test('an expression that finds its first match only is refused', () => {
  expect(() => [...'aa'.matchAll(/a/)]).toThrow(TypeError);
});
