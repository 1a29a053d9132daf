import { defineSource } from './define.ts';

export const cset = defineSource({
  id: 'cset',
  publisher: 'cset',
  names: { zh: '乔治城大学 CSET', en: 'CSET, Georgetown' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://cset.georgetown.edu/feed/',
  },
  expect: { atLeast: 3, freshWithinDays: 21 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
});
