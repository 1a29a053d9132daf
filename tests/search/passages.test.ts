import { expect, test } from 'vitest';
import { passageOf } from '../../shared/stages/query/sought.ts';

const hit = (text: string, ...terms: string[]): string | undefined => passageOf(text, [terms.map((words) => ({ words }))])?.hit;

test.each([
  ['a word alone', 'An agent acts.', ['agent'], 'agent'],
  ['its plural, whole', 'All agents act.', ['agent'], 'agents'],
  ['another form, whole', 'Their policies differ.', ['policy'], 'policies'],
  ['not a part of another word', 'Reagents and retrain.', ['agent', 'ai'], undefined],
  ['the whole word behind a part of another', 'We train AI here.', ['ai'], 'AI'],
  ['not a part of a number', '1986年第861号', ['86'], undefined],
  ['a number beside Han', '第86号令', ['86'], '86'],
  ['not in a mail address', '发送至：agents@cac.example。', ['agent'], undefined],
  ['the word behind a mail address', '发送至：agents@cac.example，the agent', ['agent'], 'agent'],
  ['not in a web address', '见 https://www.agent.example/platform/1 与 www.platform.example', ['agent', 'platform'], undefined],
  ['the next word when the first is in an address alone', 'agent@a.example: a platform', ['agent', 'platform'], 'platform'],
  ['Han anywhere', '智能体平台', ['能体'], '能体'],
  ['Han beside letters', '使用AI芯片', ['ai芯片'], 'AI芯片'],
  ['a word at the end of a sentence', 'It names the platform.', ['platform'], 'platform'],
])('%s', (_, text, terms, expected) => expect(hit(text, ...terms)).toBe(expected));

const asked = (...groups: readonly string[][]) => groups.map((names) => names.map((words) => ({ words })));

test('of several words the sentence that has most of them is shown, and it whole', () => {
  const text = '境外机构可以参加。\n提供者应当登记。境外提供者应当备案。';
  expect(passageOf(text, asked(['境外'], ['provider', '提供者']))).toMatchObject({ hit: '境外', sentence: '境外提供者应当备案。' });
  expect(passageOf('平台应当登记；境外平台应当备案。', asked(['境外']))?.sentence).toBe('境外平台应当备案。');
  expect(passageOf('境外机构。提供者。', asked(['境外'], ['提供者']))?.sentence).toBe('境外机构。');
});

test('what the title says is not looked for in the text where there is more to find', () => {
  const text = '数据法。违反的，处罚款。';
  expect(passageOf(text, asked(['数据法'], ['罚款']), { said: '数据法' })?.hit).toBe('罚款');
  expect(passageOf(text, asked(['数据法']), { said: '数据法' })?.hit).toBe('数据法');
});

test('a text that is full of near words takes no long time', () => {
  const started = process.cpuUsage().user;
  expect(hit('reagent@x.example '.repeat(50_000), 'agent')).toBeUndefined();
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(1000);
});
