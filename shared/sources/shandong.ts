import { defineSource } from './define.ts';

export const shandong = defineSource({
  id: 'shandong',
  publisher: 'shandong-government',
  names: { zh: '山东省政府', en: 'Shandong' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpage',
    url: 'http://www.shandong.gov.cn/col/col99805/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: doubtful: the column looks guessed in the project that lists it.',
});
