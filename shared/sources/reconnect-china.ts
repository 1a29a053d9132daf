import { defineSource } from './define.ts';

export const reconnectChina = defineSource({
  id: 'reconnect-china',
  publisher: 'reconnect-china',
  names: { zh: '维也纳大学 · 中国政策档案', en: 'ReConnect China policy archive' },
  level: 'L8',
  kind: 'research',
  every: 'week',
  listing: {
    format: 'dated-links',
    url: 'https://reconnectchina.univie.ac.at/',
  },
  expect: { atLeast: 1, freshWithinDays: 180 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-11: an archive of central documents with their dates.',
  needs: 'the address of the list of its archive',
});
