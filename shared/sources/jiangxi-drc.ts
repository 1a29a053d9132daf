import { defineSource } from './define.ts';

export const jiangxiDrc = defineSource({
  id: 'jiangxi-drc',
  publisher: 'jiangxi-drc',
  names: { zh: '江西省发展改革委', en: 'Jiangxi, Development and Reform Commission' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'http://drc.jiangxi.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known; no answer from abroad: expect `unreachable`.',
});
