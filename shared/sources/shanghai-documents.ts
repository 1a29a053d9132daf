import { defineSource } from './define.ts';

export const shanghaiDocuments = defineSource({
  id: 'shanghai-documents',
  publisher: 'shanghai-government',
  names: { zh: '上海市政府 · 沪府文件', en: 'Shanghai, government documents' },
  level: 'L4',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'dated-links',
    url: 'https://www.shanghai.gov.cn/nw39220/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: archives by year; totalPage stands in a script.',
});
