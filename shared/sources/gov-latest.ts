import { defineSource } from './define.ts';

export const govLatest = defineSource({
  id: 'gov-latest',
  publisher: 'state-council',
  names: { zh: '中国政府网 · 最新政策', en: 'State Council, latest policies' },
  level: 'L1',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'json',
    url: 'https://www.gov.cn/zhengce/zuixin/ZUIXINZHENGCE.json',
    items: '',
    link: 'URL',
    title: 'TITLE',
    date: 'DOCRELPUBTIME',
  },
  expect: { atLeast: 5, freshWithinDays: 14 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
