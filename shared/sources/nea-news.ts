import { defineSource } from './define.ts';

export const neaNews = defineSource({
  id: 'nea-news',
  publisher: 'nea',
  names: { zh: '国家能源局 · 新闻中心', en: 'NEA, news' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.nea.gov.cn/news/index.htm',
    items: 'ul.list01 > li',
    link: 'a[href]',
    date: '.date',
  },
  expect: { atLeast: 4, freshWithinDays: 21 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-11: the address of the column follows from links on a saved page; some lines lead to www.news.cn.',
});
