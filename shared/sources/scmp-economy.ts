import { defineSource } from './define.ts';

export const scmpEconomy = defineSource({
  id: 'scmp-economy',
  publisher: 'scmp',
  names: { zh: '南华早报 · 中国经济', en: 'South China Morning Post, China economy' },
  level: 'L8',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'feed',
    url: 'https://www.scmp.com/rss/318421/feed',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'link-only', reason: 'behind a paywall: title and link' },
  notes: '2026-07: paywall.',
});
