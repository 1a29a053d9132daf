import { defineSource } from './define.ts';

export const equinix = defineSource({
  id: 'equinix',
  publisher: 'equinix',
  names: { zh: 'Equinix · 新闻', en: 'Equinix, newsroom' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://newsroom.equinix.com/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: it has a feed whose address is not known; the page was not seen.',
});
