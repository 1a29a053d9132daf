import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { columns } from '../../shared/pages/words/wrap.ts';
import { knownBodies } from '../../shared/registry/bodies.ts';

test.each([
  '“中国”——2026年…·（試行）‘a’',
  '〔2026〕1号、《ａｂ》！',
  '한국어 ﾊﾞ ① ■ ※ ㎡ 𠮷 é',
  'e\u0301 กำ นำ क्ष',
  '❤\ufe0f 1\ufe0f\u20e3 🇨🇳 〰\ufe0f 👩\u200d👧',
  '\u001b[1mbold\u001b[22m \t\u200b\u00ad\ud800',
])('%j takes as many columns as a terminal gives it', (text) => {
  expect(columns(text)).toBe(stringWidth(text));
});

test('so do all names of bodies', () => {
  const names = JSON.stringify(knownBodies).match(/"[^"]+"/g) ?? [];
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => columns(name) !== stringWidth(name))).toEqual([]);
});

test('a picture of several letters is never taken for narrower than it is', () => {
  for (const text of ['👍🏽', '\u1100\u1161', '👩🏽\u200d🚀']) expect(columns(text)).toBeGreaterThanOrEqual(stringWidth(text));
});
