import { expect, test } from 'vitest';
import { actIn, hasClaim, likeness, sentencesOf } from '../../shared/stages/claim/briefing.ts';

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
  ['《雾灯登记办法》规定，灯主应当登记。', '《雾灯登记办法》'],
] as const)('%s names an act', (sentence, name) => {
  expect(actIn(sentence)?.name).toBe(name);
});

test.each(['The measures took effect in May.', 'They must file.', '灯主应当登记。'])('%s goes on about the act named last', (sentence) => {
  expect(actIn(sentence)).toBeUndefined();
});

test('what has no figure, duty or known words is no claim', () => {
  expect(['Here is what we know.', 'Will it work?', 'Analysts expect 5 more.', '我们认为这很重要。'].filter(hasClaim)).toEqual([]);
  expect(['Keepers must file.', '灯主应当登记。', 'They have applied since 1 May 2026.'].filter((each) => !hasClaim(each))).toEqual([]);
});

test('a name is like the title that has its words, in either language, and unlike its neighbour', () => {
  const name = 'MIIT rules on penalty discretion';
  expect(likeness(name, { title: '关于印发《工信部门行政处罚裁量权适用规定》的通知', english: '' })).toBeGreaterThan(0.5);
  expect(likeness(name, { title: '工信部门数据安全规定', english: '' })).toBeLessThan(0.3);
  const titled = { title: '雾灯登记办法', english: 'Measures for the Registration of Fog Lamps' };
  expect(likeness('fog lamp registration measures', titled)).toBe(1);
});
