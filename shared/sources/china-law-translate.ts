import { defineSource } from './define.ts';

export const chinaLawTranslate = defineSource({
  id: 'china-law-translate',
  publisher: 'china-law-translate',
  names: { zh: '中国法律翻译', en: 'China Law Translate' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.chinalawtranslate.com/wp-json/wp/v2/posts?per_page=20&page=1',
    items: '',
    link: 'link',
    title: 'title.rendered',
    date: 'date',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  notes: '2026-07: 502 on large pages, so 20 a page; a block 【颁布时间】【标题】【发文号】【颁布单位】 opens each post.',
});
