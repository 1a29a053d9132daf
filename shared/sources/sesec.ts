import { defineSource } from './define.ts';

export const sesec = defineSource({
  id: 'sesec',
  publisher: 'sesec',
  names: { zh: '欧洲标准化专家项目', en: 'SESEC' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://sesec.eu/',
  },
  expect: { atLeast: 1, freshWithinDays: 90 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: standards and pilots, by the European standards expert in China.',
  needs: 'the address of its feed',
});
