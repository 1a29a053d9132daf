import { defineSource } from './define.ts';

export const npcDrafts = defineSource({
  id: 'npc-drafts',
  publisher: 'npc',
  names: { zh: '全国人大 · 法律草案征求意见', en: 'NPC, draft laws for comment' },
  level: 'L1',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'http://www.npc.gov.cn/flcaw/flca-list?flag=0&type=0&page=1&per_page=100',
    items: 'rows',
    link: 'http://www.npc.gov.cn/flcaw/flca/{flxxId}/info/',
    title: 'flxxmc',
    date: 'ksrq',
    complete: true,
  },
  article: { title: 'flxxmc', body: 'tsy' },
  expect: { atLeast: 1, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'list and answer of one draft as a public project measured them on 2026-09-20',
  notes:
    '2026-11: http only, the TLS hello is refused; the page for people (userIndex.html?lid=) is empty until its script has asked the address that is read here. Drafts open for comment only, so the list may be short.',
});
