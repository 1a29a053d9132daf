import { defineSource } from './define.ts';

export const alibabaQwen = defineSource({
  id: 'alibaba-qwen',
  publisher: 'alibaba',
  names: { zh: '通义千问 · 博客', en: 'Alibaba, Qwen blog' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'html',
    url: 'https://qwenlm.github.io',
    items: 'article.post-entry',
    link: 'a.entry-link',
    title: 'h2',
    date: '.entry-footer',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: doubtful: the page was not seen; the selectors are those of the Hugo theme PaperMod that it is built with.',
});
