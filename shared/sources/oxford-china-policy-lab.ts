import { defineSource } from './define.ts';

export const oxfordChinaPolicyLab = defineSource({
  id: 'oxford-china-policy-lab',
  publisher: 'oxford-china-policy-lab',
  names: { zh: '牛津中国政策实验室', en: 'Oxford China Policy Lab' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://ocpl.substack.com/feed',
  },
  expect: { atLeast: 3, freshWithinDays: 120 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: not seen: the ordinary address of a Substack feed.',
});
