import { defineSource } from './define.ts';

export const cacDrafts = defineSource({
  id: 'cac-drafts',
  publisher: 'cac',
  names: { zh: '国家网信办 · 征求意见', en: 'CAC, drafts for comment' },
  level: 'L2',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'json',
    url: 'https://www.cac.gov.cn/cms/JsonList',
    method: 'POST',
    body: 'channelCode=A093802&perPage=20&pageno=1',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: the HTML twin of some channels answers 404 while this works; the shape of the answer was not seen, so rows are found by their fields.',
});
