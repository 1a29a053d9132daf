import { defineSource } from './define.ts';

export const guangdongCac = defineSource({
  id: 'guangdong-cac',
  publisher: 'guangdong-cac',
  names: { zh: '广东省网信办', en: 'Guangdong CAC' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://cagd.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known; lists of filed and registered services appear here.',
});
