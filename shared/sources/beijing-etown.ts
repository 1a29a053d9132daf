import { defineSource } from './define.ts';

export const beijingEtown = defineSource({
  id: 'beijing-etown',
  publisher: 'beijing-etown',
  names: { zh: '北京经济技术开发区', en: 'Beijing E-Town' },
  level: 'L6',
  kind: 'official',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://kfqgw.beijing.gov.cn/zwgkkfq/2024zcwj/',
  },
  expect: { atLeast: 5, freshWithinDays: 45 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  evidence: 'the same path (zwgk/2024zcwj) holds the policies of other bureaus of Beijing; named in the audit of sources of 2026-11',
});
