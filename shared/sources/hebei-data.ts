import { defineSource } from './define.ts';

export const hebeiData = defineSource({
  id: 'hebei-data',
  publisher: 'hebei-data',
  names: { zh: '河北省数据和政务服务局', en: 'Hebei, Data and Government Services Bureau' },
  level: 'L4',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://szj.hebei.gov.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: no answer from abroad.',
  needs: 'the JSON that its script fills #resultlist from',
});
