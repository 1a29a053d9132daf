import { defineSource } from './define.ts';

export const globaltimes = defineSource({
  id: 'globaltimes',
  publisher: 'globaltimes',
  names: { zh: '环球时报英文版', en: 'Global Times' },
  level: 'L7',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://www.globaltimes.cn/rss/outbrain.xml',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-07: a slow feed, items are weeks old.',
});
