import { defineSource } from './define.ts';

export const mostEnterprise = defineSource({
  id: 'most-enterprise',
  publisher: 'most',
  names: { zh: '科学技术部 · 企业科技政策', en: 'MOST, policies for enterprises' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://www.most.gov.cn/satp/qykjzc/',
    items: 'ul.x_zxzc_list > li',
    link: 'a[title]',
    date: 'span',
  },
  expect: { atLeast: 3, freshWithinDays: 365 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: each day stands twice, before and after the link.',
});
