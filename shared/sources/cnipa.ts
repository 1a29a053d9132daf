import { defineSource } from './define.ts';

export const cnipa = defineSource({
  id: 'cnipa',
  publisher: 'cnipa',
  names: { zh: '国家知识产权局', en: 'CNIPA' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpage',
    url: 'https://www.cnipa.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: its columns are of the jpage family; their numbers were not seen.',
  needs: 'the address of its column of documents (/col/colN/index.html)',
});
