import { defineSource } from './define.ts';

export const ndrcPlans = defineSource({
  id: 'ndrc-plans',
  publisher: 'ndrc',
  names: { zh: '国家发展改革委 · 规划文本', en: 'NDRC, plans' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.ndrc.gov.cn/xxgk/zcfb/ghwb/index.html',
    items: 'ul.u-list > li',
    link: 'a[href]',
    date: 'li > span',
    next: 'https://www.ndrc.gov.cn/xxgk/zcfb/ghwb/index_{n}.html',
  },
  expect: { atLeast: 5, freshWithinDays: 180 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: nested li in div.popbox are interpretations.',
});
