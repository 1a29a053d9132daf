import { defineSource } from './define.ts';

export const ndaExperts = defineSource({
  id: 'nda-experts',
  publisher: 'nda',
  names: { zh: '国家数据局 · 专家解读', en: 'NDA, expert readings' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.nda.gov.cn/sjj/zwgk/zjjd/list/index_pc_1.html',
    items: 'ul.u-list > li',
    link: 'a[href]',
    date: 'li > span',
    next: 'https://www.nda.gov.cn/sjj/zwgk/zjjd/list/index_pc_{n}.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-07: days with dots.',
});
