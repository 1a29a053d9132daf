import { defineSource } from './define.ts';

export const caictWhitePapers = defineSource({
  id: 'caict-white-papers',
  publisher: 'caict',
  names: { zh: '中国信通院 · 白皮书', en: 'CAICT, white papers' },
  level: 'L8',
  kind: 'research',
  every: 'day',
  listing: {
    format: 'trs',
    url: 'http://www.caict.ac.cn/kxyj/qwfb/bps/index.htm',
  },
  expect: { atLeast: 5, freshWithinDays: 60 },
  rights: { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  evidence: 'a public project exists only to pass that challenge, seen 2026-11',
  notes:
    '2026-11: stands behind a challenge of its firewall, so it is expected to be refused from most places; the content is the attached PDF.',
});
