import { defineSource } from './define.ts';

export const wuhan = defineSource({
  id: 'wuhan',
  publisher: 'wuhan-government',
  names: { zh: '武汉市政府 · 规范性文件', en: 'Wuhan, normative documents' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'https://www.wuhan.gov.cn/zwgk/xxgk/zfwj/gfxwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: pages end in .shtml; a hidden block repeats id, title, source and date.',
});
