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
    body: '{"searchContent":"","pageNum":1,"pageSize":20}',
    link: 'https://flk.npc.gov.cn/detail?id={bbbs}',
    title: 'title',
    date: 'gbrq',
  },
  expect: { atLeast: 5, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-07: metadata answer from abroad, texts do not; the array was not seen and is found by its rows.',
});
