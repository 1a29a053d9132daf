import { defineSource } from './define.ts';

export const samr = defineSource({
  id: 'samr',
  publisher: 'samr',
  names: { zh: '市场监管总局', en: 'SAMR' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.samr.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: resets from abroad; order numbers read 市场监管总局令第N号.',
  needs: 'the ids (webId, pageId, tplSetId) of the unit endpoint of its column',
});
