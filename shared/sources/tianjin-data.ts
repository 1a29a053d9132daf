import { defineSource } from './define.ts';

export const tianjinData = defineSource({
  id: 'tianjin-data',
  publisher: 'tianjin-data',
  names: { zh: '天津市数据局 · 政策文件', en: 'Tianjin, Data Bureau, documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://data.tj.gov.cn/zwgk/zcwj/',
    items: '.news-list-item',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: doubtful: the path looks guessed in the project that lists it.',
});
