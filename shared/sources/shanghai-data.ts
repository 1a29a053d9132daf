import { defineSource } from './define.ts';

export const shanghaiData = defineSource({
  id: 'shanghai-data',
  publisher: 'shanghai-data',
  names: { zh: '上海市数据局', en: 'Shanghai, Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://sdb.sh.gov.cn/gzdt/index.html',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  notes: '2026-11: day and month stand in two elements.',
  needs: 'the JSON that its script fills .news-item from',
});
