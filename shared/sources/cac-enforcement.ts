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
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: the HTML twin of some channels answers 404 while this works; the shape of the answer was not seen, so rows are found by their fields.',
});
