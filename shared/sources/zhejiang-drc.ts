import { defineSource } from './define.ts';

export const zhejiangDrc = defineSource({
  id: 'zhejiang-drc',
  publisher: 'zhejiang-drc',
  names: { zh: '浙江省发展改革委', en: 'Zhejiang, Development and Reform Commission' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://fzggw.zj.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: doubtful: the numbers of its columns are not known, so the home page is read; from abroad only its first page answers; 文件编号 of the table is often empty.',
});
