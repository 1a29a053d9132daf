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
    items: 'list',
    link: 'infourl',
    title: 'topic',
    date: 'pubtime',
  },
  more: [{ format: 'html', url: 'https://www.cac.gov.cn/hdfw/wxan/A093802index_1.htm', items: '#loadingInfoPage li', link: 'a[href]' }],
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'rows list[] with topic, infourl and pubtime: nine public projects that read /cms/JsonList, seen 2026-11',
});
