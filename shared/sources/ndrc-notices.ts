import { defineSource } from './define.ts';

export const ndrcNotices = defineSource({
  id: 'ndrc-notices',
  publisher: 'ndrc',
  names: { zh: '国家发展改革委 · 通知', en: 'NDRC, notices' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'html',
    url: 'https://www.ndrc.gov.cn/xxgk/zcfb/tz/index.html',
    items: 'ul.u-list > li',
    link: 'a[title]',
    date: 'li > span',
    next: 'https://www.ndrc.gov.cn/xxgk/zcfb/tz/index_{n}.html',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: li in div.popbox are interpretations, li.empty separators.',
});
