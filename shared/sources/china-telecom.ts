import { defineSource } from './define.ts';

export const chinaTelecom = defineSource({
  id: 'china-telecom',
  publisher: 'china-telecom',
  names: { zh: '中国电信 · 新闻稿', en: 'China Telecom, press releases' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.chinatelecom-h.com/en/media/press.php',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the address is from memory and the page was not seen.',
});
