import { defineSource } from './define.ts';

export const guangdongDrc = defineSource({
  id: 'guangdong-drc',
  publisher: 'guangdong-drc',
  names: { zh: '广东省发展改革委 · 业务通知', en: 'Guangdong DRC, notices' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://drc.gd.gov.cn/ywtz/index.html',
    region: 'ul.comlist1',
    next: 'https://drc.gd.gov.cn/ywtz/index_{n}.html',
  },
  expect: { atLeast: 4, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: at most 20 pages are shown.',
});
