import { defineSource } from './define.ts';

export const moeNews = defineSource({
  id: 'moe-news',
  publisher: 'moe',
  names: { zh: '教育部 · 文件速递', en: 'MOE, news of documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.moe.gov.cn/jyb_xwfb/s248/',
    items: '#list li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-07: the title attribute is whole, the text is cut.',
});
