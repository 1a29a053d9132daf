import { defineSource } from './define.ts';

export const shanghaiEconomy = defineSource({
  id: 'shanghai-economy',
  publisher: 'shanghai-eic',
  names: { zh: '上海市经济和信息化委员会 · 通知公告', en: 'Shanghai Commission of Economy and Informatization, notices' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://sheitc.sh.gov.cn/jxw/tzgg/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
