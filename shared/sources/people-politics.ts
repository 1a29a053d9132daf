import { defineSource } from './define.ts';

export const peoplePolitics = defineSource({
  id: 'people-politics',
  publisher: 'peoples-daily',
  names: { zh: '人民网 · 时政', en: "People's Daily, politics" },
  level: 'L7',
  kind: 'media',
  every: 'hour',
  listing: {
    format: 'people',
    url: 'http://politics.people.com.cn/GB/1024/index.html',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  notes: '2026-11: doubtful: the number of the column is from memory; pages declare GB2312.',
});
