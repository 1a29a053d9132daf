import { defineSource } from './define.ts';

export const sasac = defineSource({
  id: 'sasac',
  publisher: 'sasac',
  names: { zh: '国务院国资委 · 通知', en: 'SASAC, notices' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.sasac.gov.cn/n2588030/n16436141/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: column known by its numbers only.',
});
