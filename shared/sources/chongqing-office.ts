import { defineSource } from './define.ts';

export const chongqingOffice = defineSource({
  id: 'chongqing-office',
  publisher: 'chongqing-government-office',
  names: { zh: '重庆市政府办公厅 · 行政规范性文件', en: 'Chongqing, General Office, normative documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.cq.gov.cn/zwgk/zfxxgkml/szfwj/xzgfxwj/szfbgt/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: numbers often stand in the text only.',
});
