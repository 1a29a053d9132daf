import { defineSource } from './define.ts';

export const fujianDrc = defineSource({
  id: 'fujian-drc',
  publisher: 'fujian-drc',
  names: { zh: '福建省发展改革委 · 数字福建政策', en: 'Fujian, Development and Reform Commission' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://fgw.fujian.gov.cn/ztzl/szfjzt/zcwj/',
    items: '.list_base li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: doubtful: the path looks guessed in the project that lists it.',
});
