import { defineSource } from './define.ts';

export const stdaily = defineSource({
  id: 'stdaily',
  publisher: 'stdaily',
  names: { zh: '科技日报', en: 'Science and Technology Daily' },
  level: 'L7',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'sitemap',
    url: 'https://www.stdaily.com/sitemap.xml',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-07: the sitemap holds the last days only, there is no archive; body #printContent.',
});
