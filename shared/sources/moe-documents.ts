import { defineSource } from './define.ts';

export const moeDocuments = defineSource({
  id: 'moe-documents',
  publisher: 'moe',
  names: { zh: '教育部 · 规范性文件', en: 'MOE, normative documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.moe.gov.cn/was5/web/search?channelid=267907&page=1',
    next: 'https://www.moe.gov.cn/was5/web/search?channelid=267907&page={n}',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: 15 a page; the host of the search was not written down by the project that names it.',
});
