import { defineSource } from './define.ts';

export const neaDocuments = defineSource({
  id: 'nea-documents',
  publisher: 'nea',
  names: { zh: '国家能源局 · 最新文件', en: 'NEA, documents' },
  level: 'L2',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'xinhua',
    url: 'https://www.nea.gov.cn/policy/zxwj.htm',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'ten public projects read the page or the static JSON that fills it (ds_40d365c13659452aa06cdb7268d6192e.json), seen 2026-11',
});
