import { defineSource } from './define.ts';

export const jiangsu = defineSource({
  id: 'jiangsu',
  publisher: 'jiangsu-government',
  names: { zh: '江苏省政府 · 最新文件', en: 'Jiangsu, latest documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpage',
    url: 'https://www.jiangsu.gov.cn/col/col84242/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: the proxy needs a unit id that only the page knows; the records in the page itself are read.',
});
