import { defineSource } from './define.ts';

export const scmpTech = defineSource({
  id: 'scmp-tech',
  publisher: 'scmp',
  names: { zh: '南华早报 · 科技', en: 'South China Morning Post, technology' },
  level: 'L8',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'feed',
    url: 'https://www.scmp.com/rss/36/feed',
  },
  expect: { atLeast: 5, freshWithinDays: 5 },
  rights: { use: 'link-only', reason: 'paywall: title and link' },
});
