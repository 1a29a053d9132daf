import { defineSource } from './define.ts';

export const guiyangDataExchange = defineSource({
  id: 'guiyang-data-exchange',
  publisher: 'guiyang-data-exchange',
  names: { zh: '贵阳大数据交易所', en: 'Guiyang Global Big Data Exchange' },
  level: 'L8',
  kind: 'company',
  every: 'day',
  listing: {
    format: 'json',
    url: 'https://www.gzdex.com.cn/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  notes: '2026-11: rules and products of the exchange; not seen.',
  needs: 'the JSON that its script-only pages are filled from',
});
