import type { FigureKind } from '../../model/facts.ts';

/** `fines above 1 million`: figures are asked for, and no words. */
export type AskedAmount = { readonly kind: FigureKind; readonly unit: string } & Partial<Record<'least' | 'above', string>>;

const kinds: readonly (readonly [FigureKind, string])[] = [
  ['fine', 'fines?|penalt(?:y|ies)|罚[款金]'],
  ['support', 'subsid(?:y|ies)|grants?|support|rewards?|补[贴助]|奖励|资助'],
  ['target', 'targets?|目标'],
];
const times: Readonly<Record<string, number>> = { thousand: 1e3, k: 1e3, million: 1e6, m: 1e6, billion: 1e9, bn: 1e9, 万: 1e4, 亿: 1e8 };
const named = kinds.map(([kind, words]) => `(?<${kind}>${words})`).join('|');
const asked = new RegExp(
  `^(?:${named})\\s{0,5}(?:of\\s{1,5})?(?:(?<from>at least|from|>=|≥|不低于|不少于)|above|over|exceeding|more than|>|超过|高于)\\s{0,5}(?:cny|rmb|¥|￥)?\\s{0,5}` +
    '(?<sum>\\d[\\d,]{0,15}(?:\\.\\d{1,4})?)\\s{0,5}(?<times>thousand|k|million|m|billion|bn|万|亿)?\\s{0,5}(?<unit>yuan|rmb|cny|元|%|percent)?$',
  'i',
);

export function readAmount(query: string): AskedAmount | undefined {
  const { groups = {} } = asked.exec(query.trim().slice(0, 100)) ?? {};
  const kind = kinds.find(([name]) => groups[name] !== undefined)?.[0];
  if (kind === undefined) return undefined;
  const sum = String(Number(`${groups['sum']}`.replaceAll(',', '')) * (times[`${groups['times']}`.toLowerCase()] ?? 1));
  return { kind, unit: /%|percent/i.test(`${groups['unit']}`) ? '%' : 'CNY', [groups['from'] === undefined ? 'above' : 'least']: sum };
}
