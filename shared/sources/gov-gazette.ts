import { defineSource } from './define.ts';

export const govGazette = defineSource({
  id: 'gov-gazette',
  publisher: 'state-council',
  names: { zh: '国务院公报', en: 'State Council Gazette' },
  level: 'L1',
  kind: 'official',
  every: 'week',
  listing: {
    format: 'html',
    url: 'https://www.gov.cn/gongbao/currentissue.htm',
    items: 'a[href*="/content_"]',
    link: 'a[href]',
  },
  expect: { atLeast: 3, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes:
    '2026-11: one page a document, no days in the list; the frame of the page was not seen, so only the form of the addresses is relied on.',
});
