import { defineSource } from './define.ts';

export const mojDrafts = defineSource({
  id: 'moj-drafts',
  publisher: 'moj',
  names: { zh: '司法部 · 立法意见征集', en: 'MOJ, drafts for comment' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.moj.gov.cn/pub/sfbgw/lfyjzj/lflfyjzj/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the column lfyjzj is known, the path around it is from memory.',
});
