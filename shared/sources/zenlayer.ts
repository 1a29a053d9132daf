import { defineSource } from './define.ts';

export const zenlayer = defineSource({
  id: 'zenlayer',
  publisher: 'zenlayer',
  names: { zh: '层峰网络 · 新闻', en: 'Zenlayer, news' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.zenlayer.com/news/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the site has news and a blog; the path is a guess by the words of its menu.',
});
