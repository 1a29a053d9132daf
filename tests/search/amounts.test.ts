import { expect, test } from 'vitest';
import { readAmount } from '../../shared/stages/query/amount.ts';

test.each([
  ['fines above 1 million', { kind: 'fine', unit: 'CNY', above: '1000000' }],
  ['Fines of more than 500,000 yuan', { kind: 'fine', unit: 'CNY', above: '500000' }],
  ['penalties over RMB 5m', { kind: 'fine', unit: 'CNY', above: '5000000' }],
  ['fines of at least 5%', { kind: 'fine', unit: '%', least: '5' }],
  ['罚款不低于100万元', { kind: 'fine', unit: 'CNY', least: '1000000' }],
  ['subsidies over 2.5 million yuan', { kind: 'support', unit: 'CNY', above: '2500000' }],
  ['targets above 70 percent', { kind: 'target', unit: '%', above: '70' }],
  ['fines from 1 million', { kind: 'fine', unit: 'CNY', least: '1000000' }],
  ['fines', undefined],
  ['fines above', undefined],
  ['support for 100 enterprises', undefined],
  ['from 2026 on fines above 1 million', undefined],
])('%s', (query, expected) => expect(readAmount(query)).toEqual(expected));
