import { defineSource } from './define.ts';

export const sinocism = defineSource({
  id: 'sinocism',
  publisher: 'sinocism',
  names: { zh: 'Sinocism', en: 'Sinocism' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://sinocism.com/feed',
  },
  expect: { atLeast: 3, freshWithinDays: 14 },
  rights: { use: 'link-only', reason: 'behind a paywall: title and link' },
  notes: '2026-11: not seen: the ordinary address of a Substack feed; most of it is for subscribers.',
});
