import { defineSource } from './define.ts';

export const chinatalk = defineSource({
  id: 'chinatalk',
  publisher: 'chinatalk',
  names: { zh: 'ChinaTalk', en: 'ChinaTalk' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://www.chinatalk.media/feed',
  },
  expect: { atLeast: 3, freshWithinDays: 14 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
});
