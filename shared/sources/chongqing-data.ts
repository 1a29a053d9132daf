import { defineSource } from './define.ts';

export const chongqingData = defineSource({
  id: 'chongqing-data',
  publisher: 'chongqing-data',
  names: { zh: '重庆市大数据发展局 · 其他文件', en: 'Chongqing, Big Data Bureau, documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://dsjj.cq.gov.cn/zwgk_533/zcwj/zcqtwj/',
    items: '.tab-item li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: meta tags of the pages are right.',
});
