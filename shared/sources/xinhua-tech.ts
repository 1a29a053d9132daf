import { defineSource } from './define.ts';

export const xinhuaTech = defineSource({
  id: 'xinhua-tech',
  publisher: 'xinhua',
  names: { zh: '新华网 · 科技', en: 'Xinhua, technology' },
  level: 'L7',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'xinhua',
    url: 'https://www.news.cn/tech/',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-07: filled from ds_HEX32.json in its folder; name that file here once it is seen.',
});
