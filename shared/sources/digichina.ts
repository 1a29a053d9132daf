import { defineSource } from './define.ts';

export const digichina = defineSource({
  id: 'digichina',
  publisher: 'digichina',
  names: { zh: '斯坦福 DigiChina', en: 'DigiChina, Stanford' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://digichina.stanford.edu/feed/',
  },
  expect: { atLeast: 3, freshWithinDays: 180 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: few posts since 2024.',
});
