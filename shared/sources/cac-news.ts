import { defineSource } from './define.ts';

export const cacNews = defineSource({
  id: 'cac-news',
  publisher: 'cac',
  names: { zh: '国家网信办 · 网信政务', en: 'CAC, cyberspace affairs' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'html',
    url: 'https://www.cac.gov.cn/wxzw/A0937index_1.htm',
    items: '.newsList li',
    link: 'h5 a',
    date: '.times',
  },
  expect: { atLeast: 5, freshWithinDays: 21 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: links are unquoted and protocol-relative; the address of the column is that in the navigation of its pages.',
});
