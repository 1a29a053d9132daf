import { defineSource } from './define.ts';

export const shenzhenIndustry = defineSource({
  id: 'shenzhen-industry',
  publisher: 'shenzhen-iit',
  names: { zh: '深圳市工业和信息化局', en: 'Shenzhen, Industry and IT Bureau' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'http://gxj.sz.gov.cn/gkmlpt/index',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: '/gkmlpt/api/all/0?page=1&sid= in a public project that reads some thirty directories of Shenzhen, seen 2026-11',
  notes: '2026-11: the page of the open directory names its number (SID), and its JSON is asked; http, as https fails on these sites.',
});
