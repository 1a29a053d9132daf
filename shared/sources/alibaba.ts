import { defineSource } from './define.ts';

export const alibaba = defineSource({
  id: 'alibaba',
  publisher: 'alibaba',
  names: { zh: '阿里巴巴 · 新闻', en: 'Alibaba, news' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.alibabagroup.com/en-US/news',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the page was not seen and may be filled by script.',
});
