import { defineSource } from './define.ts';

export const shenzhenDocuments = defineSource({
  id: 'shenzhen-documents',
  publisher: 'shenzhen-government',
  names: { zh: '深圳市政府 · 规章与规范性文件', en: 'Shenzhen, rules and normative documents' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'guangdong',
    url: 'http://www.sz.gov.cn/cn/xxgk/zfxxgj/zcfg/szsfg/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the path is from memory; TLS problems with some clients, so http.',
});
