import { defineSource } from './define.ts';

export const miitInterpretations = defineSource({
  id: 'miit-interpretations',
  publisher: 'miit',
  names: { zh: '工业和信息化部 · 政策解读', en: 'MIIT, interpretations' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.miit.gov.cn/search-front-server/api/search/info?websiteid=110000000000000&category=163&pg=15&p=1&q=',
    items: 'data.searchResult.dataResults',
    link: 'data.url',
    title: 'data.title',
    date: 'data.jsearch_date',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-07: slow or timing out from abroad; pages of the kind 一图读懂 hold images only.',
});
