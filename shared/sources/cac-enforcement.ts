import { defineSource } from './define.ts';

export const cacEnforcement = defineSource({
  id: 'cac-enforcement',
  publisher: 'cac',
  names: { zh: '国家网信办 · 执法', en: 'CAC, enforcement' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'json',
    url: 'https://www.cac.gov.cn/cms/JsonList',
    method: 'POST',
    body: 'channelCode=A093704&perPage=20&pageno=1',
    items: 'list',
    link: 'infourl',
    title: 'topic',
    date: 'pubtime',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'rows list[] with topic, infourl and pubtime: nine public projects that read /cms/JsonList, seen 2026-11',
  notes: '2026-11: an older project calls the channels A093704 and A093706 by other names; those of July 2026 are used.',
});
