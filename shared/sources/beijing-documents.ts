import { defineSource } from './define.ts';

export const beijingDocuments = defineSource({
  id: 'beijing-documents',
  publisher: 'beijing-government',
  names: { zh: '北京市政府 · 市政府文件', en: 'Beijing, government documents' },
  level: 'L4',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'trs',
    url: 'https://www.beijing.gov.cn/zhengce/zfwj/zfwj2016/szfwj/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
