import { defineSource } from './define.ts';

export const samr = defineSource({
  id: 'samr',
  publisher: 'samr',
  names: { zh: '市场监管总局 · 总局文件与征集调查', en: 'SAMR, documents and calls for comment' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'jpaas',
    url: 'https://www.samr.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?parseType=bulidstatic&webId=29e9522dc89d4e088a953d8cede72f4c&tplSetId=5c30fb89ae5e48b9aefe3cdf49853830&pageType=column&tagId=%E5%86%85%E5%AE%B9%E5%8C%BA%E5%9F%9F&pageId=5a1c443ecf8c471bb9577ba1ae5d2883',
  },
  more: [{ format: 'jpaas', url: 'https://www.samr.gov.cn/hd/zjdc/index.html' }],
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'ids of the unit (总局文件) in eight public projects that read it, seen 2026-11',
  notes: '2026-11: resets from abroad; order numbers read 市场监管总局令第N号; rows of calls for comment carry their period.',
});
