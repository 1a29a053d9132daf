import { defineSource } from './define.ts';

export const ndaNotices = defineSource({
  id: 'nda-notices',
  publisher: 'nda',
  names: { zh: '国家数据局 · 通知公告', en: 'NDA, notices' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'html',
    url: 'https://www.nda.gov.cn/sjj/zwgk/tzgg/list/index_pc_1.html',
    items: 'ul.u-list > li',
    link: 'a[href]',
    date: 'li > span',
    next: 'https://www.nda.gov.cn/sjj/zwgk/tzgg/list/index_pc_{n}.html',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: days with dots; pop-ups as at NDRC.',
});
