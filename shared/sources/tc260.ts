import { defineSource } from './define.ts';

export const tc260 = defineSource({
  id: 'tc260',
  publisher: 'tc260',
  names: { zh: '全国网安标委 · 通知公告', en: 'TC260, notices' },
  level: 'L3',
  kind: 'standards',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.tc260.org.cn/portal/cms/work/10/2',
  },
  more: [{ format: 'dated-links', url: 'https://www.tc260.org.cn/portal/suggestion' }],
  expect: { atLeast: 3, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'both addresses in a survey of standards that follows them, seen 2026-11',
  notes: '2026-11: drafts carry their deadline in the row; files lie under /sysFile/downloadFile/.',
});
