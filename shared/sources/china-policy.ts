import { defineSource } from './define.ts';

export const chinaPolicy = defineSource({
  id: 'china-policy',
  publisher: 'china-policy',
  names: { zh: '策纬', en: 'China Policy' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://policycn.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: short policy notes.',
  needs: 'the address of its feed',
});
