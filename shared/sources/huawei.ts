import { defineSource } from './define.ts';

export const huawei = defineSource({
  id: 'huawei',
  publisher: 'huawei',
  names: { zh: '华为 · 新闻', en: 'Huawei, news' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'feed',
    url: 'https://www.huawei.com/en/rss-feeds/huawei-updates/rss',
  },
  expect: { atLeast: 3, freshWithinDays: 30 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
});
