import { defineSource } from './define.ts';

export const aiig = defineSource({
  id: 'aiig',
  publisher: 'aiig',
  names: { zh: '清华大学人工智能国际治理研究院', en: 'Institute for AI International Governance, Tsinghua' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://aiig.tsinghua.edu.cn/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: doubtful: only the site is known; it has HTML lists and a weekly digest.',
});
