import { defineSource } from './define.ts';

export const concordia = defineSource({
  id: 'concordia',
  publisher: 'concordia',
  names: { zh: '安远 AI', en: 'Concordia AI, AI Safety in China' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://aisafetychina.substack.com/feed',
  },
  expect: { atLeast: 3, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: about two posts a month.',
});
