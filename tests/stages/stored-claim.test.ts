import { expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { storedFacts } from '../../shared/stages/claim/stored.ts';

const lamps = {
  title: '雾灯登记办法',
  number: '国家互联网信息办公室令第19号',
  issuers: [
    { id: 'cac', name: '国家互联网信息办公室', english: 'CAC' },
    { id: 'mps', name: '公安部', english: 'MPS' },
  ],
  type: 'rule',
  status: 'in-force',
  statusReason: { by: 'effective', quote: '自2026年6月1日起施行' },
  dates: {
    signed: { value: '2026-03-13', quote: '2026年3月13日' },
    effective: { value: '2026-06-01', quote: '自2026年6月1日起施行' },
    expires: { value: '2031-05-31', quote: '有效期5年' },
    commentBy: { value: '2026-01-05', quote: '截止时间为2026年1月5日' },
  },
  links: [{ relation: 'repeals', to: { title: '路灯登记办法' }, quote: '《路灯登记办法》同时废止' }],
  text: '第一条　为规范登记。\n第二条　灯主应当登记。\n第三条　本办法自2026年6月1日起施行，有效期5年。《路灯登记办法》同时废止。',
} as unknown as ShownDocument;

test.each([
  'The measures were issued by the Cyberspace Administration of China and the MPS on 13 March 2026.',
  'The CAC jointly issued them with the Ministry of Public Security in March 2026.',
  'Issued by the CAC and one other department, the measures are in force.',
  'They took effect on 1 June 2026 and are valid for five years.',
  'Comments could be sent until 5 January 2026.',
  'They have three articles and replace the street lamp registration measures.',
  'This is CAC Decree No. 19, a departmental rule.',
  '办法由国家网信办、公安部联合公布，自2026年6月1日起施行，现行有效。',
  '国家网信办等两部门于2026年3月13日发布了该办法。',
  '该办法共3条，有效期至2031年5月31日。',
])('%s: every field agrees', (sentence) => {
  expect(storedFacts(sentence, lamps)).toMatchObject({ rest: '', agrees: true });
});

test.each([
  ['They took effect on 1 July 2026.', true],
  ['They contain four articles.', true],
  ['They were issued by the Ministry of Finance.', true],
  ['Comments were due by 15 January 2026.', true],
  ['The measures are CAC Decree No. 20.', true],
  ['办法由财政部印发。', true],
  ['They were published on 1 April 2026.', false],
  ['They were issued by the CAC and three other departments.', false],
  ['办法由国家网信办等三部门印发。', false],
  ['They are valid for three years.', false],
  ['They replace the traffic lamp registration measures.', false],
  ['They are a draft.', false],
  ['They have been repealed.', false],
  ['It is a local regulation.', false],
])('%s: one differs, denied %s', (sentence, denied) => {
  expect(storedFacts(sentence, lamps)).toMatchObject({ rest: '', agrees: false, denied });
});

test('what a sentence says besides is left to the text; in one breath with it, all of it', () => {
  const rest = (sentence: string) => storedFacts(sentence, lamps)?.rest;
  expect(rest('The measures, issued by the CAC, require keepers to file by 1 May 2026.')).toBe(
    'The measures, require keepers to file by 1 May 2026.',
  );
  expect(rest('办法自2026年6月1日起施行，要求灯主登记。')).toBe('要求灯主登记。');
  for (const sentence of [
    'They took effect on 1 June 2026 only for keepers.',
    'The measures were not issued by the MPS.',
    'Keepers must file from 1 June 2026.',
    '办法自2026年6月1日起不再施行。',
  ])
    expect([sentence, storedFacts(sentence, lamps)]).toEqual([sentence, undefined]);
});

test('each is told with the article where it is read', () => {
  expect(storedFacts('They took effect on 1 June 2026.', lamps)?.passages).toEqual([
    { article: '第三条', quote: '自2026年6月1日起施行', differs: [] },
  ]);
});
