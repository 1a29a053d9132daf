import { defineSource } from './define.ts';

export const yunnanScience = defineSource({
  id: 'yunnan-science',
  publisher: 'yunnan-st',
  names: { zh: '云南省科技厅', en: 'Yunnan, Department of Science and Technology' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'http://kjt.yn.gov.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known; dates of a side bar stand before the article.',
});
