import { defineSource } from './define.ts';

export const guangzhouOffice = defineSource({
  id: 'guangzhou-office',
  publisher: 'guangzhou-government-office',
  names: { zh: '广州市政府办公厅 · 文件', en: 'Guangzhou, office documents' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://www.gz.gov.cn/zwgk/fggw/sfbgtwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: the same notice also stands in register and gazette with other ids.',
});
