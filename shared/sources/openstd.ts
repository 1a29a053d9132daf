import { defineSource } from './define.ts';

export const openstd = defineSource({
  id: 'openstd',
  publisher: 'sac',
  names: { zh: '国家标准全文公开系统', en: 'National standards, full texts' },
  level: 'L3',
  kind: 'standards',
  every: 'day',
  listing: {
    format: 'dated-links',
    url: 'https://openstd.samr.gov.cn/bzgk/gb/',
  },
  expect: { atLeast: 1, freshWithinDays: 60 },
  rights: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  notes: '2026-11: the text is in a viewer with a captcha; metadata of the same standards come by std-samr.',
  needs: 'links of the list, which a script builds from the number of a standard',
});
