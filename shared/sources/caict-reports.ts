import { defineSource } from './define.ts';

export const caictReports = defineSource({
  id: 'caict-reports',
  publisher: 'caict',
  names: { zh: '中国信通院 · 专题报告', en: 'CAICT, special reports' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.caict.ac.cn/kxyj/qwfb/ztbg/index.htm',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'public institution, not an authority: title, link and a short quotation' },
  notes: '2026-07: the attached PDF is the content; old links are http.',
});
