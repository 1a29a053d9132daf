import { expect, test } from 'vitest';
import { readAmount } from '../../shared/stages/query/amount.ts';

test.each([
  ['fines above 1 million', { kind: 'fine', unit: 'CNY', least: 1_000_000 }],
  ['Fines of more than 500,000 yuan', { kind: 'fine', unit: 'CNY', least: 500_000 }],
  ['penalties over RMB 5m', { kind: 'fine', unit: 'CNY', least: 5_000_000 }],
  ['fines of at least 5%', { kind: 'fine', unit: '%', least: 5 }],
  ['罚款不低于100万元', { kind: 'fine', unit: 'CNY', least: 1_000_000 }],
  ['subsidies over 2.5 million yuan', { kind: 'support', unit: 'CNY', least: 2_500_000 }],
  ['targets above 70 percent', { kind: 'target', unit: '%', least: 70 }],
  ['fines', undefined],
  ['fines above', undefined],
  ['support for 100 enterprises', undefined],
  ['from 2026 on fines above 1 million', undefined],
])('%s', (query, expected) => expect(readAmount(query)).toEqual(expected));
