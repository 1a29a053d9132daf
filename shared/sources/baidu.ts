import { defineSource } from './define.ts';

export const baidu = defineSource({
  id: 'baidu',
  publisher: 'baidu',
  names: { zh: '百度 · 新闻稿', en: 'Baidu, press releases' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://ir.baidu.com/press-releases',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the page was not seen.',
});
