import { defineSource } from './define.ts';

export const shanxi = defineSource({
  id: 'shanxi',
  publisher: 'shanxi-government',
  names: { zh: '山西省政府 · 信息公开', en: 'Shanxi, open government' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.shanxi.gov.cn/zfxxgk/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: doubtful: the path is from memory; no answer from abroad: expect `unreachable`; pages end in .shtml, the meta Url is relative, and the footer holds dates of a demonstration.',
});
