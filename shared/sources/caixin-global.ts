import { defineSource } from './define.ts';

export const caixinGlobal = defineSource({
  id: 'caixin-global',
  publisher: 'caixin-global',
  names: { zh: '财新国际', en: 'Caixin Global' },
  level: 'L8',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.caixinglobal.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 7 },
  rights: { use: 'link-only', reason: 'paywall: title and link' },
  notes: '2026-11: energy, compute and industry.',
  needs: 'the address of a list with days, or of a feed',
});
