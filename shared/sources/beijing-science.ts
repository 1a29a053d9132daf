import { defineSource } from './define.ts';

export const beijingScience = defineSource({
  id: 'beijing-science',
  publisher: 'beijing-stc',
  names: { zh: '北京市科委、中关村管委会', en: 'Beijing Science Commission' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'recordset',
    url: 'https://kw.beijing.gov.cn/col/col736/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: known as a jpage column; the records embedded in it are read, about 45.',
});
