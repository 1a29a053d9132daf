import { defineSource } from './define.ts';

export const qbitai = defineSource({
  id: 'qbitai',
  publisher: 'qbitai',
  names: { zh: '量子位', en: 'QbitAI' },
  level: 'L8',
  kind: 'media',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.qbitai.com/wp-json/wp/v2/posts?per_page=50&page=1',
    items: '',
    link: 'link',
    title: 'title.rendered',
    date: 'date',
  },
  expect: { atLeast: 5, freshWithinDays: 7 },
  rights: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
});
