import { defineSource } from './define.ts';

export const shenzhenDataExchange = defineSource({
  id: 'shenzhen-data-exchange',
  publisher: 'shenzhen-data-exchange',
  names: { zh: '深圳数据交易所', en: 'Shenzhen Data Exchange' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.szdex.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: rules and products of the exchange; not seen.',
  needs: 'the JSON that its script-only pages are filled from',
});
