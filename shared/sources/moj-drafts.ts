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
  evidence: 'address, list (ul.newsMsgList_zzy) and cookie hop as a public project measured them in 2026-09',
  notes: '2026-11: the first answer leads to itself with a cookie; Hongtou keeps none, so it is refused from most places.',
});
