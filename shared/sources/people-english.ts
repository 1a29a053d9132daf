import { defineSource } from './define.ts';

export const peopleEnglish = defineSource({
  id: 'people-english',
  publisher: 'people-daily',
  names: { zh: '人民网英文版', en: 'People’s Daily Online, English' },
  level: 'L7',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'http://en.people.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: Xinhua and China Daily in English.',
  needs: 'the address of its column on science and technology',
});
