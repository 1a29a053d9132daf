import { defineSource } from './define.ts';

export const beijingOffice = defineSource({
  id: 'beijing-office',
  publisher: 'beijing-government-office',
  names: { zh: '北京市政府办公厅 · 文件', en: 'Beijing, office documents' },
  level: 'L4',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'trs',
    url: 'https://www.beijing.gov.cn/zhengce/zfwj/zfwj2016/bgtwj/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
