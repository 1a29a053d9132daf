import { defineSource } from './define.ts';

export const hubeiData = defineSource({
  id: 'hubei-data',
  publisher: 'hubei-data',
  names: { zh: '湖北省数据局', en: 'Hubei, Data Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'week',
  listing: {
    format: 'trs',
    url: 'https://sjj.hubei.gov.cn/zfxxgk/zc/qtzdgkwj/',
  },
  expect: { atLeast: 1, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: left off for good; its acts also appear in the news of the province.',
  needs: 'a site that lets programs in: it answers 412 with a script challenge, which is not worked around',
});
