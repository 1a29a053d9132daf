import { defineSource } from './define.ts';

export const mostDocuments = defineSource({
  id: 'most-documents',
  publisher: 'most',
  names: { zh: '科学技术部 · 规范性文件', en: 'MOST, normative documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.most.gov.cn/xxgk/xinxifenlei/fdzdgknr/fgzc/gfxwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: a table with numbers; some sections hang from abroad.',
});
