import { defineSource } from './define.ts';

export const xpeng = defineSource({
  id: 'xpeng',
  publisher: 'xpeng',
  names: { zh: '小鹏 · 新闻稿', en: 'XPeng, press releases' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://ir.xiaopeng.com/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: only the site is known.',
});
