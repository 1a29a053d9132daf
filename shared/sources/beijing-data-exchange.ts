import { defineSource } from './define.ts';

export const beijingDataExchange = defineSource({
  id: 'beijing-data-exchange',
  publisher: 'beijing-data-exchange',
  names: { zh: '北京国际大数据交易所', en: 'Beijing International Big Data Exchange' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.bjidex.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: rules and products of the exchange; not seen.',
  needs: 'the JSON that its script-only pages are filled from',
});
