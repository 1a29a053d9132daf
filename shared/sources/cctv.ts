import { defineSource } from './define.ts';

export const cctv = defineSource({
  id: 'cctv',
  publisher: 'cctv',
  names: { zh: '央视网', en: 'CCTV' },
  level: 'L7',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://news.cctv.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: not seen.',
  needs: 'the address of its JSON list',
});
