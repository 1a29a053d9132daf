import { defineSource } from './define.ts';

export const jiangsuData = defineSource({
  id: 'jiangsu-data',
  publisher: 'jiangsu-data',
  names: { zh: '江苏省数据局', en: 'Jiangsu, Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://jszwb.jiangsu.gov.cn/col/col81698/',
    items: '.default_pgContainer li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: the container may be filled by script: then records in the page are what to read.',
});
