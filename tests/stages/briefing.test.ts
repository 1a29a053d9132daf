import { expect, test } from 'vitest';
import { actIn, articleIn, hasClaim, likeness, sentencesOf } from '../../shared/stages/claim/briefing.ts';

test.each([
  ['Under Art. 5 of the Measures, No. 12, e.g. towers, are lit. They last 3.5 years.', 2],
  ['He wrote "Lamps are lit. Always." Then he left! Why?', 3],
  ['Two duties:\n- Keep the logs.\n- File a lamp with\n  the office.\n\n1. Pay.', 4],
  ['“雾灯要亮。一直亮。”办法这样规定。《雾灯办法（试行。）》有效期两年！', 3],
  ['一、登记雾灯。\n二、报送灯册。', 2],
] as const)('%s', (text, count) => {
  expect(sentencesOf(text)).toHaveLength(count);
});

test.each([
  ['Under the Interim Measures for Filing Fog Lamps, keepers must file.', 'Interim Measures for Filing Fog Lamps'],
  ['The harbour office’s rules on fog lamps bar keepers from selling them.', 'harbour office’s rules on fog lamps'],
  ['The lamp labelling measures apply from May.', 'lamp labelling measures'],
  ['Article 5 of the Fog Lamp Law bars it.', 'Fog Lamp Law'],
  ['The HBO and FLA measures on fog lamps forbid it.', 'HBO and FLA measures on fog lamps'],
  ['Article 3 of FLL allows it.', 'FLL'],
  ["Yunzhou's fog lamp plan pays ten per cent.", "Yunzhou's fog lamp plan"],
  ['《雾灯登记办法》规定，灯主应当登记。', '《雾灯登记办法》'],
  ['雾灯法第三条规定，灯主应当登记。', '雾灯法'],
] as const)('%s names an act', (sentence, name) => {
  expect(actIn(sentence)?.name).toBe(name);
});

test.each([
  'The measures took effect in May.',
  'They must file.',
  'Keepers must have an emergency plan for lamp incidents.',
  'The office must draw up an AI lamp development plan.',
  'Keepers must follow the testing rules of level two.',
  '灯主应当登记。',
])('%s goes on about the act named last', (sentence) => {
  expect(actIn(sentence)).toBeUndefined();
});

test.each([
  ['Article 30 of the measures requires keepers to file.', '30', 'The measures requires keepers to file.'],
  ['Under Article 4, keepers must file.', '4', 'keepers must file.'],
  ['Keepers must file (Article 5).', '5', 'Keepers must file'],
  ['第十三条规定，灯主应当登记。', '十三', '灯主应当登记。'],
  ['Breaches of Article 5 and Article 6 are fined.', undefined, 'Breaches of Article 5 and Article 6 are fined.'],
] as const)('%s is of an article', (says, article, rest) => {
  expect(articleIn(says)).toEqual({ ...(article === undefined ? {} : { article }), says: rest });
});

test('what has no figure, duty or known words is no claim', () => {
  expect(['Here is what we know.', 'Will it work?', 'Analysts expect 5 more.', '我们认为这很重要。'].filter(hasClaim)).toEqual([]);
  expect(['Keepers must file.', '灯主应当登记。', 'They have applied since 1 May 2026.'].filter((each) => !hasClaim(each))).toEqual([]);
});

test('a name is like the title that has its words, in either language, and unlike its neighbour', () => {
  const name = 'MIIT rules on penalty discretion';
  expect(likeness(name, { title: '关于印发《工信部门行政处罚裁量权适用规定》的通知', english: '' })).toBeGreaterThan(0.5);
  expect(likeness(name, { title: '工信部门数据安全规定', english: '' })).toBeLessThan(0.3);
  expect(likeness('AI Plus opinions', { title: '国务院关于深入实施“人工智能+”行动的意见', english: '' })).toBeGreaterThan(0.55);
  const titled = { title: '雾灯登记办法', english: 'Measures for the Registration of Fog Lamps' };
  expect(likeness('fog lamp registration measures', titled)).toBe(1);
});

const lamps = { title: '岭东省人工智能雾灯登记管理办法', english: 'Measures of Lingdong for the Registration of AI Fog Lamps' };
test.each([
  ['the AI fog lamp registration measures', 0.55],
  ['2026 rules on registering AI fog lamps', 0.55],
  ['雾灯登记办法', 0.55],
  ['人工智能雾灯办法', 0.55],
] as const)('%s may be called so', (name, least) => {
  expect(likeness(name, lamps)).toBeGreaterThan(least);
});
test.each(["Yunnan's AI fog lamp registration measures", 'fog lamp sale measures', '雾灯登记条例', '雾灯销售办法'])(
  '%s is another',
  (name) => {
    expect(likeness(name, lamps)).toBeLessThan(0.55);
  },
);
