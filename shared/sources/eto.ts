import { defineSource } from './define.ts';

export const eto = defineSource({
  id: 'eto',
  publisher: 'eto',
  names: { zh: '新兴技术观察站', en: 'Emerging Technology Observatory' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://eto.tech/blog/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: the address of its feed is not known; the page was not seen.',
});
