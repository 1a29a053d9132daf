import { defineSource } from './define.ts';

export const hangzhou = defineSource({
  id: 'hangzhou',
  publisher: 'hangzhou-government',
  names: { zh: '杭州市政府', en: 'Hangzhou' },
  level: 'L5',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.hangzhou.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: from abroad only page 1 answers; entries li a[title] with the day in b; body .zc_article_con.',
  needs: 'pageId, tagId and tplSetId of the unit endpoint of its column; webId is 149',
});
