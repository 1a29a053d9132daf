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
  },
  expect: { atLeast: 5, freshWithinDays: 180 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: the shape of the answer was not seen, so rows are found by their fields.',
});
