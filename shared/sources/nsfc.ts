import { defineSource } from './define.ts';

export const nsfc = defineSource({
  id: 'nsfc',
  publisher: 'nsfc',
  names: { zh: '国家自然科学基金委员会', en: 'National Natural Science Foundation' },
  level: 'L3',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.nsfc.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: research programmes and calls.',
  needs: 'the address of its list of notices',
});
