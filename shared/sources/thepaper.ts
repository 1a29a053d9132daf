import { defineSource } from './define.ts';

export const thepaper = defineSource({
  id: 'thepaper',
  publisher: 'thepaper',
  names: { zh: '澎湃新闻', en: 'The Paper' },
  level: 'L8',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.thepaper.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: titles are cut by the site.',
  needs: 'the data of its channel pages, which are in a script',
});
