import { defineSource } from './define.ts';

export const miitPolicies = defineSource({
  id: 'miit-policies',
  publisher: 'miit',
  names: { zh: '工业和信息化部 · 政策发布', en: 'MIIT, policies' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'json',
    url: 'https://www.miit.gov.cn/search-front-server/api/search/info?websiteid=110000000000000&category=183&pg=15&p=1&q=',
    items: 'data.searchResult.dataResults',
    link: 'data.url',
    title: 'data.title',
    date: 'data.jsearch_date',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: slow or timing out from abroad.',
});
