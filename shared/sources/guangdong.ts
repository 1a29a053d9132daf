import { defineSource } from './define.ts';

export const guangdong = defineSource({
  id: 'guangdong',
  publisher: 'guangdong-government',
  names: { zh: '广东省政府 · 文件库', en: 'Guangdong, library of documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://www.gd.gov.cn/zwgk/wjk/qbwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'five public projects read /zwgk/wjk/qbwj/ and its columns yf, yfb, yfl, seen 2026-11',
  notes: '2026-11: browser headers were needed in one project.',
});
