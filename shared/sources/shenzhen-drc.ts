import { defineSource } from './define.ts';

export const shenzhenDrc = defineSource({
  id: 'shenzhen-drc',
  publisher: 'shenzhen-drc',
  names: { zh: '深圳市发展改革委 · 政策', en: 'Shenzhen DRC, policies' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://fgw.sz.gov.cn/zwgk/zcjzcjd/zc/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
