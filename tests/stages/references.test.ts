import { expect, test } from 'vitest';
import { readReferences } from '../../shared/stages/text/references.ts';

test('references of all kinds', () => {
  expect(readReferences('甲&nbsp;乙&#12288;丙&amp;nbsp;', 'text')).toBe('甲\u00a0乙\u3000丙&nbsp;');
  expect(readReferences('&copy=1&amp;copy;', 'attribute')).toBe('&copy=1&copy;');
  expect(readReferences('&copy=1', 'text')).toBe('©=1');
  expect(readReferences('&Alpha;&#x3b1; 1 < 2 &amp 3', 'text')).toBe('Αα 1 < 2 & 3');
});
