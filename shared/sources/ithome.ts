import { defineSource } from './define.ts';

export const ithome = defineSource({
  id: 'ithome',
  publisher: 'ithome',
  names: { zh: 'IT之家', en: 'IThome' },
  level: 'L8',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'feed',
    url: 'https://www.ithome.com/rss/',
  },
  expect: { atLeast: 5, freshWithinDays: 3 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
});
