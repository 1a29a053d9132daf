import { defineSource } from './define.ts';

export const govLibrary = defineSource({
  id: 'gov-library',
  publisher: 'state-council',
  names: { zh: '国务院政策文件库', en: 'State Council policy library' },
  level: 'L1',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://www.gov.cn/zhengce/zhengceku/bmwj/',
  },
  more: [{ format: 'dated-links', url: 'https://www.gov.cn/zhengce/zhengceku/gwywj/' }],
  expect: { atLeast: 5, freshWithinDays: 14 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: not seen live; each page names in a script the static JSON that it is filled from, and that is read. The search host forbids robots and is left alone; the same acts come by gov-latest and gov-policy.',
});
