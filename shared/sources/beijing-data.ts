import { defineSource } from './define.ts';

export const beijingData = defineSource({
  id: 'beijing-data',
  publisher: 'beijing-gsd',
  names: { zh: '北京市政务服务和数据管理局', en: 'Beijing Government Services and Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://zwfwj.beijing.gov.cn/zwgk/2024zcwj/',
    items: '.public_list_team ul li',
    link: 'a[href]',
    date: 'span',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
