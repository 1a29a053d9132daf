import { defineSource } from './define.ts';

export const tencent = defineSource({
  id: 'tencent',
  publisher: 'tencent',
  names: { zh: '腾讯 · 新闻', en: 'Tencent, media' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.tencent.com/en-us/media.html',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the page was not seen and may be filled by script.',
});
