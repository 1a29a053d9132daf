import { defineSource } from './define.ts';

export const stdSamr = defineSource({
  id: 'std-samr',
  publisher: 'sac',
  names: { zh: '全国标准信息公共服务平台', en: 'National standards platform' },
  level: 'L3',
  kind: 'standards',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://std.samr.gov.cn/gb/search/gbQueryPage',
    items: '.panel.post',
    link: 'https://std.samr.gov.cn/gb/search/gbDetailed?id={pid}',
    date: 'time.post-date:first-of-type',
  },
  expect: { atLeast: 2, freshWithinDays: 120 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: the address of the query is doubtful; links are built by script from pid; the first time is publication, the second is entry into force.',
});
