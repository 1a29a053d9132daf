import { defineSource } from './define.ts';

export const shaanxi = defineSource({
  id: 'shaanxi',
  publisher: 'shaanxi-government',
  names: { zh: '陕西省政府 · 信息公开', en: 'Shaanxi, open government' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.shaanxi.gov.cn/zfxxgk/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the path is from memory; no answer from abroad: expect `unreachable`.',
});
