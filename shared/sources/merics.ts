import { defineSource } from './define.ts';

export const merics = defineSource({
  id: 'merics',
  publisher: 'merics',
  names: { zh: '墨卡托中国研究中心', en: 'MERICS' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://merics.org/en/rss.xml',
  },
  expect: { atLeast: 3, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: mixes events and press mentions.',
});
