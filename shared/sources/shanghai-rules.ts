import { defineSource } from './define.ts';

export const shanghaiRules = defineSource({
  id: 'shanghai-rules',
  publisher: 'shanghai-government',
  names: { zh: '上海市政府 · 沪府规', en: 'Shanghai, normative documents' },
  level: 'L4',
  kind: 'official',
  every: 'hour',
  listing: {
    format: 'dated-links',
    url: 'https://www.shanghai.gov.cn/nw42944/',
  },
  expect: { atLeast: 5, freshWithinDays: 90 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
});
