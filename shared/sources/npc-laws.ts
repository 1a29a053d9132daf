import { defineSource } from './define.ts';

export const npcLaws = defineSource({
  id: 'npc-laws',
  publisher: 'npc',
  names: { zh: '国家法律法规数据库', en: 'National database of laws' },
  level: 'L1',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://flk.npc.gov.cn/law-search/search/list',
    method: 'POST',
    body: '{"searchRange":1,"sxrq":[],"gbrq":[],"searchType":2,"sxx":[],"gbrqYear":[],"flfgCodeId":[],"zdjgCodeId":[],"searchContent":"","orderByParam":{"order":"-1","sort":"gbrq"},"pageNum":1,"pageSize":20}',
    link: 'https://flk.npc.gov.cn/detail?id={bbbs}',
    title: 'title',
    date: 'gbrq',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'the body as a public project measured it on 2026-10-02',
  notes:
    '2026-11: no field of the body may miss, and without orderByParam the rows are not the newest; the name of the sort was not seen live. Metadata answer from abroad, texts do not.',
});
