import { defineSource } from './define.ts';

export const shanghaiDataExchange = defineSource({
  id: 'shanghai-data-exchange',
  publisher: 'shanghai-data-exchange',
  names: { zh: '上海数据交易所', en: 'Shanghai Data Exchange' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.chinadep.com/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: rules and products of the exchange; not seen.',
  needs: 'the JSON that its script-only pages are filled from',
});
