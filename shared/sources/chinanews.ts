import { defineSource } from './define.ts';

export const chinanews = defineSource({
  id: 'chinanews',
  publisher: 'cns',
  names: { zh: '中国新闻网', en: 'China News Service' },
  level: 'L7',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'feed',
    url: 'https://www.chinanews.com.cn/rss/scroll-news.xml',
  },
  expect: { atLeast: 5, freshWithinDays: 3 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: doubtful: the folder of feeds is known, the name of this one is from memory.',
});
