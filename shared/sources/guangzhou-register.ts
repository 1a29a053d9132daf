import { defineSource } from './define.ts';

export const guangzhouRegister = defineSource({
  id: 'guangzhou-register',
  publisher: 'guangzhou-government',
  names: { zh: '广州市政府 · 规范性文件', en: 'Guangzhou, register of normative documents' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'https://www.gz.gov.cn/gfxwj/szfgfxwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: each page has the table 统一编号, 文号, 实施日期, 失效日期, 发布机关, 文件状态; the same notice is in the office list under another id.',
});
