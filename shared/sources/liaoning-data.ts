import { defineSource } from './define.ts';

export const liaoningData = defineSource({
  id: 'liaoning-data',
  publisher: 'liaoning-data',
  names: { zh: '辽宁省数据局', en: 'Liaoning, Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://dsj.ln.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known.',
});
