import { defineSource } from './define.ts';

export const mostInterpretations = defineSource({
  id: 'most-interpretations',
  publisher: 'most',
  names: { zh: '科学技术部 · 政策解读', en: 'MOST, interpretations' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.most.gov.cn/xxgk/xinxifenlei/fdzdgknr/fgzc/zcjd/',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-11: the folder zcjd is known, the path above it is that of the section of rules.',
});
