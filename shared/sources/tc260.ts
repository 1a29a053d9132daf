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
    url: 'https://www.tc260.org.cn/',
  },
  expect: { atLeast: 3, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: only the site is known, not the address of its list; drafts are PDF under /upload/.',
});
