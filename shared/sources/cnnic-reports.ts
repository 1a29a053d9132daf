import { defineSource } from './define.ts';

export const cnnicReports = defineSource({
  id: 'cnnic-reports',
  publisher: 'cnnic',
  names: { zh: '中国互联网络信息中心', en: 'CNNIC' },
  level: 'L3',
  kind: 'research',
  every: 'week',
  listing: {
    format: 'dated-links',
    url: 'https://www.cnnic.net.cn/n4/',
  },
  expect: { atLeast: 3, freshWithinDays: 200 },
  rights: { use: 'excerpt', reason: 'public institution, not an authority: title, link and a short quotation' },
  notes: '2026-11: doubtful: columns are known by the pattern /n4/ only; reports are PDF.',
});
