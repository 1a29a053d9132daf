import { defineSource } from './define.ts';

export const shenzhenScience = defineSource({
  id: 'shenzhen-science',
  publisher: 'shenzhen-stc',
  names: { zh: '深圳市科技创新局 · 政策法规', en: 'Shenzhen Bureau of Science and Innovation, policies' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://stic.sz.gov.cn/xxgk/zcfg/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
