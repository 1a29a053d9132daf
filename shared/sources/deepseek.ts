import { defineSource } from './define.ts';

export const deepseek = defineSource({
  id: 'deepseek',
  publisher: 'deepseek',
  names: { zh: '深度求索 · 更新', en: 'DeepSeek, news' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://api-docs.deepseek.com/updates/',
    items: 'a[href*="/news/news"]',
    link: 'a[href]',
    date: 'a',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes:
    '2026-07: pages are /news/newsYYMMDD; the feed /news/rss.xml answers 200 and is empty; the side bar of the documentation lists the news with their days.',
});
