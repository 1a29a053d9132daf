import { defineSource } from './define.ts';

export const geopolitechs = defineSource({
  id: 'geopolitechs',
  publisher: 'geopolitechs',
  names: { zh: 'Geopolitechs', en: 'Geopolitechs' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://www.geopolitechs.org/feed',
  },
  expect: { atLeast: 3, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: not seen: the ordinary address of a Substack feed.',
});
