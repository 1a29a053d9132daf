import { defineSource } from './define.ts';

export const zhejiangData = defineSource({
  id: 'zhejiang-data',
  publisher: 'zhejiang-data',
  names: { zh: '浙江省数据局', en: 'Zhejiang, Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://data.zj.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known; from abroad only its first page answers.',
});
