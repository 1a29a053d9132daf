import { defineSource } from './define.ts';

export const cacReports = defineSource({
  id: 'cac-reports',
  publisher: 'cac',
  names: { zh: '国家网信办 · 报告', en: 'CAC, reports' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.cac.gov.cn/cms/JsonList',
    method: 'POST',
    body: 'channelCode=A093706&perPage=20&pageno=1',
    items: 'list',
    link: 'infourl',
    title: 'topic',
    date: 'pubtime',
  },
  expect: { atLeast: 5, freshWithinDays: 180 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'rows list[] with topic, infourl and pubtime: nine public projects that read /cms/JsonList, seen 2026-11',
  notes: '2026-11: an older project calls the channels A093704 and A093706 by other names; those of July 2026 are used.',
});
