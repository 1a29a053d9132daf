import { defineSource } from './define.ts';

export const chinadailyTech = defineSource({
  id: 'chinadaily-tech',
  publisher: 'china-daily',
  names: { zh: '中国日报 · 科技', en: 'China Daily, technology' },
  level: 'L7',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.chinadaily.com.cn/business/tech',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: doubtful: the path is from memory; its feeds are frozen since 2017, so the list page is read.',
});
