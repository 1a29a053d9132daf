import { defineSource } from './define.ts';

export const awsChina = defineSource({
  id: 'aws-china',
  publisher: 'aws',
  names: { zh: '亚马逊云科技中国 · 最新动态', en: "AWS China, what's new" },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.amazonaws.cn/en/new/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the address is from memory and the page was not seen.',
});
