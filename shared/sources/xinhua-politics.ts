import { defineSource } from './define.ts';

export const xinhuaPolitics = defineSource({
  id: 'xinhua-politics',
  publisher: 'xinhua',
  names: { zh: '新华网 · 时政', en: 'Xinhua, politics' },
  level: 'L7',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'xinhua',
    url: 'https://www.news.cn/politics/',
  },
  expect: { atLeast: 3, freshWithinDays: 3 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: the page fills its list from ds_HEX32.json; that address is not known, the rendered list is read.',
});
