import { expect, test } from 'vitest';
import { decodeReferences } from '../../shared/stages/text/character-references.ts';

test('references of all kinds', () => {
  expect(decodeReferences('甲&nbsp;乙&#12288;丙&amp;nbsp;', 'text')).toBe('甲\u00a0乙\u3000丙&nbsp;');
  expect(decodeReferences('&copy=1&amp;copy;', 'attribute')).toBe('&copy=1&copy;');
  expect(decodeReferences('&copy=1', 'text')).toBe('©=1');
  expect(decodeReferences('&Alpha;&#x3b1; 1 < 2 &amp 3', 'text')).toBe('Αα 1 < 2 & 3');
});
