import { defineSource } from './define.ts';

export const pbc = defineSource({
  id: 'pbc',
  publisher: 'pbc',
  names: { zh: '中国人民银行 · 规范性文件', en: 'PBOC, normative documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'http://www.pbc.gov.cn/tiaofasi/144941/3581332/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the numbers of the column are from memory.',
});
