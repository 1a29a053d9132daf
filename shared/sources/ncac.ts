import { defineSource } from './define.ts';

export const ncac = defineSource({
  id: 'ncac',
  publisher: 'ncac',
  names: { zh: '国家版权局', en: 'National Copyright Administration' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.ncac.gov.cn/',
    items: 'ul.m2newsList li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-09: the list is known from a saved page, its own address is not, so the home page is read; the day in a file name may differ by one.',
});
