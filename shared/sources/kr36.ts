import { defineSource } from './define.ts';

export const kr36 = defineSource({
  id: 'kr36',
  publisher: '36kr',
  names: { zh: '36氪', en: '36Kr' },
  level: 'L8',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'feed',
    url: 'https://36kr.com/feed',
  },
  expect: { atLeast: 5, freshWithinDays: 3 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-07: about 30 items.',
});
