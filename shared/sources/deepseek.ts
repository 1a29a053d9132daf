import { defineSource } from './define.ts';

export const deepseek = defineSource({
  id: 'deepseek',
  publisher: 'deepseek',
  names: { zh: '深度求索 · 更新', en: 'DeepSeek, news' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'sitemap',
    url: 'https://api-docs.deepseek.com/sitemap.xml',
    items: '/news/news',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes:
    '2026-07: pages are /news/newsYYMMDD; the sitemap gives no days, so the pages say them; the feed /news/rss.xml answers 200 and is empty.',
});
