import { defineSource } from './define.ts';

export const nfra = defineSource({
  id: 'nfra',
  publisher: 'nfra',
  names: { zh: '金融监管总局', en: 'NFRA' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.nfra.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: an empty shell without script.',
  needs: 'the JSON interface behind its script-only pages',
});
