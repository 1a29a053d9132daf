import { defineSource } from './define.ts';

export const sichuan = defineSource({
  id: 'sichuan',
  publisher: 'sichuan-government',
  names: { zh: '四川省政府', en: 'Sichuan' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.sc.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known; no answer from abroad: expect `unreachable`; body in #cmsArticleContent.',
});
