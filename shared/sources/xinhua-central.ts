import { defineSource } from './define.ts';

export const xinhuaCentral = defineSource({
  id: 'xinhua-central',
  publisher: 'xinhua',
  names: { zh: '新华网 · 中央文件', en: 'Xinhua, Central documents' },
  level: 'L7',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'xinhua',
    url: 'https://www.news.cn/politics/zywj/',
  },
  expect: { atLeast: 3, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-07: filled from ds_HEX32.json in its folder; name that file here once it is seen.',
});
