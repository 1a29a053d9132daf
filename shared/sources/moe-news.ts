import { defineSource } from './define.ts';

export const moeNews = defineSource({
  id: 'moe-news',
  publisher: 'moe',
  names: { zh: '教育部 · 政策解读', en: 'MOE, interpretations' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'http://www.moe.gov.cn/jyb_xwfb/s271/',
    items: '#list li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  evidence: 'four public projects read s271 as 政策解读, seen 2026-11',
  notes: '2026-11: the column s248 that was read before has been dead since February 2024; the title attribute is whole, the text is cut.',
});
