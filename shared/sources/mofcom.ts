import { defineSource } from './define.ts';

export const mofcom = defineSource({
  id: 'mofcom',
  publisher: 'mofcom',
  names: { zh: '商务部 · 政策发布', en: 'MOFCOM, policies' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.mofcom.gov.cn/zwgk/zcfb/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: an openresty front answers 403; numbers 商务部公告YYYY年第N号 stand in the title; body .art-con.',
});
