import { defineSource } from './define.ts';

export const npcObserver = defineSource({
  id: 'npc-observer',
  publisher: 'npc-observer',
  names: { zh: '全国人大观察', en: 'NPC Observer' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://npcobserver.com/feed/',
  },
  expect: { atLeast: 3, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: not seen: the ordinary address of a WordPress feed.',
});
