import { defineSource } from './define.ts';

export const govLibrary = defineSource({
  id: 'gov-library',
  publisher: 'state-council',
  names: { zh: '国务院政策文件库', en: 'State Council policy library' },
  level: 'L1',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.gov.cn/zhengce/zhengceku/bmwj/',
  },
  expect: { atLeast: 1, freshWithinDays: 14 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: the search host forbids robots and is left alone; the same acts come by gov-latest and gov-policy.',
  needs: 'the name of the static JSON that stands in the script of the list page',
});
