import { defineSource } from './define.ts';

export const anhuiData = defineSource({
  id: 'anhui-data',
  publisher: 'anhui-data',
  names: { zh: '安徽省数据资源局', en: 'Anhui, Data Resources Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://sjzyj.ah.gov.cn/xwdt/sjdt/',
    items: 'ul.doc_list li',
    link: 'a[href]',
    date: 'span.right.date',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-07: 403 from abroad: expect `refused`.',
});
