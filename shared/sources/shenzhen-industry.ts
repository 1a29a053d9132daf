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
    url: 'https://gxj.sz.gov.cn/xxgk/xxgkml/zcfgjzcjd/',
  },
  expect: { atLeast: 1, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: the list is rendered by script.',
  needs: 'CAT and SID of its open directory: /gkmlpt/api/all/CAT?page=&sid=',
});
