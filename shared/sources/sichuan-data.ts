import { defineSource } from './define.ts';

export const sichuanData = defineSource({
  id: 'sichuan-data',
  publisher: 'sichuan-data-centre',
  names: { zh: '四川省大数据中心', en: 'Sichuan, Big Data Centre' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.scdsjzx.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-11: doubtful: only the site is known; refused from abroad.',
});
