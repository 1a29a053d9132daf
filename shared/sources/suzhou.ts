import { defineSource } from './define.ts';

export const suzhou = defineSource({
  id: 'suzhou',
  publisher: 'suzhou-government',
  names: { zh: '苏州市政府 · 政策文件', en: 'Suzhou, policies' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.suzhou.gov.cn/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15',
    method: 'POST',
    body: 'pageIndex=1',
    items: 'data.list',
    link: 'URL',
    title: 'TITLE',
    date: 'PUBLISHED_TIME_FORMAT',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: C_WJBH holds the number, C_FWRQ_FORMAT the day of signing.',
});
