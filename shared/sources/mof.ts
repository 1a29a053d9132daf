import { defineSource } from './define.ts';

export const mof = defineSource({
  id: 'mof',
  publisher: 'mof',
  names: { zh: '财政部 · 政策发布', en: 'MOF, policies' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.mof.gov.cn/zhengwuxinxi/zhengcefabu/',
  },
  expect: { atLeast: 5, freshWithinDays: 30 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the path is from memory; PDF bulletins bundle several documents.',
});
