import { defineSource } from './define.ts';

export const mostNotices = defineSource({
  id: 'most-notices',
  publisher: 'most',
  names: { zh: '科学技术部 · 通知通告', en: 'MOST, notices' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.most.gov.cn/tztg/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: some sections hang from abroad.',
});
