import { defineSource } from './define.ts';

export const csetPublications = defineSource({
  id: 'cset-publications',
  publisher: 'cset',
  names: { zh: 'CSET · 出版物', en: 'CSET, publications' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://cset.georgetown.edu/publications/feed/',
  },
  expect: { atLeast: 3, freshWithinDays: 90 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: translations are attached as PDF.',
});
