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
    url: 'http://www.sz.gov.cn/gkmlpt/index',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: '/gkmlpt/api/all/{category}?page=&sid= in five public projects, seen 2026-11',
  notes:
    '2026-11: the open directory, whose page names its number (SID): the rows of /cn/xxgk/zfxxgj/zcfg/ carry no day; TLS problems with some clients, so http.',
});
