import { defineSource } from './define.ts';

export const govPolicy = defineSource({
  id: 'gov-policy',
  publisher: 'state-council',
  names: { zh: '中国政府网 · 政策', en: 'State Council, policy page' },
  level: 'L1',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'html',
    url: 'https://www.gov.cn/zhengce/',
    items: '.item03 .list li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 21 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: /zhengce/index.htm answered 403 to non-browser clients; absolute and ./ links are mixed.',
});
