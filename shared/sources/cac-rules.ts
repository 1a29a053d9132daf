import { defineSource } from './define.ts';

export const cacRules = defineSource({
  id: 'cac-rules',
  publisher: 'cac',
  names: { zh: '国家网信办 · 政策法规', en: 'CAC, rules' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'json',
    url: 'https://www.cac.gov.cn/cms/JsonList',
    method: 'POST',
    body: 'channelCode=A093703&perPage=20&pageno=1',
    items: 'list',
    link: 'infourl',
    title: 'topic',
    date: 'pubtime',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'rows list[] with topic, infourl and pubtime: nine public projects that read /cms/JsonList, seen 2026-11',
});
