import { defineSource } from './define.ts';

export const guangdongScience = defineSource({
  id: 'guangdong-science',
  publisher: 'guangdong-st',
  names: { zh: '广东省科技厅 · 规范性文件', en: 'Guangdong Department of Science, normative documents' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'http://gdstc.gd.gov.cn/zwgk_n/zcfg/gfwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
