import { defineSource } from './define.ts';

export const xiaomi = defineSource({
  id: 'xiaomi',
  publisher: 'xiaomi',
  names: { zh: '小米 · 新闻稿', en: 'Xiaomi, press releases' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://ir.mi.com/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: only the site is known.',
});
