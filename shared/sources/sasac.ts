import { defineSource } from './define.ts';

export const sasac = defineSource({
  id: 'sasac',
  publisher: 'sasac',
  names: { zh: '国务院国资委 · 政策发布', en: 'SASAC, policies' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.sasac.gov.cn/n2588035/n2588320/n2588335/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'five public projects read n2588335, seen 2026-11',
  notes: '2026-11: the column that was read before (n16436141) is 其他, the rest.',
});
