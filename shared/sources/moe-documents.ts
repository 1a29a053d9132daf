import { defineSource } from './define.ts';

export const moeDocuments = defineSource({
  id: 'moe-documents',
  publisher: 'moe',
  names: { zh: '教育部 · 规范性文件', en: 'MOE, normative documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'http://www.moe.gov.cn/was5/web/search?channelid=267907&page=1',
    next: 'http://www.moe.gov.cn/was5/web/search?channelid=267907&page={n}',
  },
  more: [
    {
      format: 'html',
      url: 'http://www.moe.gov.cn/was5/web/search?channelid=239993&page=1',
      items: '.scy_lbsj-right-nr ul li',
      link: 'a[href]',
      date: 'span',
      next: 'http://www.moe.gov.cn/was5/web/search?channelid=239993&page={n}',
    },
  ],
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'ten public projects read channelid=239993 (教育部文件), one of them 882 pages, seen 2026-11',
  notes: '2026-11: 15 a page; http, as all projects ask for it.',
});
