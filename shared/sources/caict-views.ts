import { defineSource } from './define.ts';

export const caictViews = defineSource({
  id: 'caict-views',
  publisher: 'caict',
  names: { zh: '中国信通院 · 观点', en: 'CAICT, views' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.caict.ac.cn/kxyj/caictgd/index.htm',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'public institution, not an authority: title, link and a short quotation' },
  notes: '2026-07: opinions of its staff, of no authority.',
});
