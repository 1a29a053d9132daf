import { defineSource } from './define.ts';

export const jiangsuInterpretations = defineSource({
  id: 'jiangsu-interpretations',
  publisher: 'jiangsu-government',
  names: { zh: '江苏省政府 · 政策解读', en: 'Jiangsu, interpretations' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpage',
    url: 'https://www.jiangsu.gov.cn/col/col84725/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-07: the proxy needs a unit id that only the page knows; the records in the page itself are read.',
});
