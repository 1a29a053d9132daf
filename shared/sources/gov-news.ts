import { defineSource } from './define.ts';

export const govNews = defineSource({
  id: 'gov-news',
  publisher: 'state-council',
  names: { zh: '国务院 · 要闻', en: 'State Council, news' },
  level: 'L1',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.gov.cn/yaowen/liebiao/YAOWENLIEBIAO.json',
    items: '',
    link: 'URL',
    title: 'TITLE',
    date: 'DOCRELPUBTIME',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-11: doubtful: rows as of the latest policies (seen on a saved copy); the name of the file is from memory.',
});
