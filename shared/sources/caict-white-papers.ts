import { defineSource } from './define.ts';

export const caictWhitePapers = defineSource({
  id: 'caict-white-papers',
  publisher: 'caict',
  names: { zh: '中国信通院 · 白皮书', en: 'CAICT, white papers' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.caict.ac.cn/kxyj/qwfb/bps/index.htm',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: the content is the attached PDF.',
});
