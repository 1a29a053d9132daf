import { defineSource } from './define.ts';

export const hunan = defineSource({
  id: 'hunan',
  publisher: 'hunan-government',
  names: { zh: '湖南省 · 数字政策文件', en: 'Hunan, digital policy' },
  level: 'L4',
  kind: 'official',
  every: 'week',
  listing: {
    format: 'dated-links',
    url: 'http://www.hunan.gov.cn/topic/hnsz/szzcwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 180 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: doubtful: the path looks guessed in the project that lists it.',
});
