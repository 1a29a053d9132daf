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
    url: 'https://www.gov.cn/zhengce/zhengceku/bmwj/TONGYONGGAILAN.json',
    items: '',
    link: 'URL',
    title: 'TITLE',
    date: 'DOCRELPUBTIME',
  },
  more: [
    {
      format: 'json',
      url: 'https://www.gov.cn/zhengce/zhengceku/gwywj/TONGYONGGAILAN.json',
      items: '',
      link: 'URL',
      title: 'TITLE',
      date: 'DOCRELPUBTIME',
    },
  ],
  expect: { atLeast: 5, freshWithinDays: 14 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'both files with their fields in four public projects, seen 2026-11',
  notes:
    '2026-11: the static JSON that the pages are filled from. The search host forbids robots and is left alone; the same acts come by gov-latest and gov-policy.',
});
