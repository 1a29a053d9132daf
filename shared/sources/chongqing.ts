import { defineSource } from './define.ts';

export const chongqing = defineSource({
  id: 'chongqing',
  publisher: 'chongqing-government',
  names: { zh: '重庆市政府 · 行政规范性文件', en: 'Chongqing, normative documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.cq.gov.cn/zwgk/zfxxgkml/szfwj/xzgfxwj/szf/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: numbers often stand only in the text.',
});
