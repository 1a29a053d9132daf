import { defineSource } from './define.ts';

export const guizhouData = defineSource({
  id: 'guizhou-data',
  publisher: 'guizhou-data',
  names: { zh: '贵州省大数据局 · 部门文件', en: 'Guizhou, Big Data Bureau, documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://dsj.guizhou.gov.cn/zwgk/zcwj/bmwj/',
    items: '.NewsList li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: no answer from abroad: expect `unreachable` or `refused`.',
});
