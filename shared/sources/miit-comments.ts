import { defineSource } from './define.ts';

export const miitComments = defineSource({
  id: 'miit-comments',
  publisher: 'miit',
  names: { zh: '工业和信息化部 · 意见征集', en: 'MIIT, calls for comment' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.miit.gov.cn/gzcy/yjzj/',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'the column of calls for comment, whose unit a public feed project reads out of the page, seen 2026-11',
  notes:
    '2026-11: the page names the unit that fills it (url and querydata), and that is asked; span.endtime (epoch, hidden) ends the comment period.',
});
