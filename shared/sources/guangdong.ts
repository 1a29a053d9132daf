import { defineSource } from './define.ts';

export const guangdong = defineSource({
  id: 'guangdong',
  publisher: 'guangdong-government',
  names: { zh: '广东省政府 · 政务公开', en: 'Guangdong, open government' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://www.gd.gov.cn/zwgk/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: browser headers were needed in one project; the page gathers several lists.',
});
