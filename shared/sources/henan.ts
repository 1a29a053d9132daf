import { defineSource } from './define.ts';

export const henan = defineSource({
  id: 'henan',
  publisher: 'henan-government',
  names: { zh: '河南省政府 · 办公厅文件', en: 'Henan, office documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.henan.gov.cn/zwgk/fgwj/szfbgtwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the path is from memory; 403 from abroad: expect `refused`.',
});
