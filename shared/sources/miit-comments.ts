import { defineSource } from './define.ts';

export const miitComments = defineSource({
  id: 'miit-comments',
  publisher: 'miit',
  names: { zh: '工业和信息化部 · 意见征集', en: 'MIIT, calls for comment' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.miit.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?webId=8d828e408d90447786ddbe128d495e9e&pageId=1b56e5adc362428299dfc3eb444fe23a&parseType=buildstatic&pageType=column&tagId=%E5%8F%B3%E4%BE%A7%E5%86%85%E5%AE%B9&tplSetId=209741b2109044b5b7695700b2bec37e',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: doubtful: the ids of the unit were not seen on a live page; span.endtime (epoch, hidden) ends the comment period.',
});
