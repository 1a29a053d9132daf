import { defineSource } from './define.ts';

export const carnegie = defineSource({
  id: 'carnegie',
  publisher: 'carnegie',
  names: { zh: '卡内基国际和平基金会', en: 'Carnegie Endowment' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://carnegieendowment.org/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: old feed addresses differ from project to project.',
  needs: 'the address of a feed or list after the redesign of 2024',
});
