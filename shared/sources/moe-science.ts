import { defineSource } from './define.ts';

export const moeScience = defineSource({
  id: 'moe-science',
  publisher: 'moe',
  names: { zh: '教育部 · 科技司', en: 'MOE, science department' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.moe.gov.cn/was5/web/search?channelid=236238&page=1',
    next: 'https://www.moe.gov.cn/was5/web/search?channelid=236238&page={n}',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: 15 a page; the host of the search was not written down by the project that names it.',
});
