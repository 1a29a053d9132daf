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
    url: 'http://www.npc.gov.cn/flcaw/',
  },
  expect: { atLeast: 1, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: drafts also appear in the news of the State Council and at NPC Observer.',
  needs: 'the address of the JSON list of drafts (flca-list)',
});
