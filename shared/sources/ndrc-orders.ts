import { defineSource } from './define.ts';

export const ndrcOrders = defineSource({
  id: 'ndrc-orders',
  publisher: 'ndrc',
  names: { zh: '国家发展改革委 · 发展改革委令', en: 'NDRC, orders' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'html',
    url: 'https://www.ndrc.gov.cn/xxgk/zcfb/fzggwl/index.html',
    items: 'ul.u-list > li',
    link: 'a[title]',
    date: 'li > span',
    next: 'https://www.ndrc.gov.cn/xxgk/zcfb/fzggwl/index_{n}.html',
  },
  expect: { atLeast: 5, freshWithinDays: 180 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: li in div.popbox are interpretations, li.empty separators.',
});
