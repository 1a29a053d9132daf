import { expect, test } from 'vitest';
import { citationKeys } from '../../shared/stages/identity/resolve.ts';
import { renderedKey, seriesKey } from '../../shared/stages/numbers/sequence.ts';

test.each([
  ['NDRC Environment [2026] No. 912', '发改环资〔2026〕912号'],
  ['NEA Oil and Gas [2026] No. 77', '国能发油气〔2026〕77号'],
])('%s waits under the key that %s has', (rendered, number) => {
  expect(renderedKey(rendered)).toBe(seriesKey(number));
  expect(citationKeys({ number: rendered })).toContain(seriesKey(number));
});

test.each([
  ['NDRC Environment [2026] No. 912', '发改环资〔2025〕912号'],
  ['NDRC Environment [2026] No. 912', '发改环资〔2026〕913号'],
  ['NDRC Environment [2026] No. 912', '工信部科〔2026〕912号'],
])('%s is not %s', (rendered, number) => {
  expect(renderedKey(rendered)).not.toBe(seriesKey(number));
});

test('a number in Chinese is found by itself alone; an unknown body has no series', () => {
  expect(citationKeys({ number: '发改环资〔2026〕912号' }).filter((key) => key.startsWith('s:'))).toEqual([]);
  expect([renderedKey('XYZQ Circular [2026] No. 3'), seriesKey('GB/T 12345-2026')]).toEqual([undefined, undefined]);
});
