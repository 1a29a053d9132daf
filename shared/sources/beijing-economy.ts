import { defineSource } from './define.ts';

export const beijingEconomy = defineSource({
  id: 'beijing-economy',
  publisher: 'beijing-eit',
  names: { zh: '北京市经济和信息化局', en: 'Beijing Bureau of Economy and Information Technology' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://jxj.beijing.gov.cn/zwgk/2024zcwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
