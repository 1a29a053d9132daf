import { describe, expect, test } from 'vitest';
import { normalise } from '../../../shared/stages/query/pieces.ts';
import { literalPattern } from '../../../shared/stages/query/sought.ts';
import { indexOf, type OpenEmpty, row, today } from './rows.ts';

/** Invented texts of few characters, so that what is near each other is often nearly the phrase. */
function invented(seed: number, length: number): string {
  const parts = ['数', '据', '数据', '据数', 'AI', 'agents', 'agent', '，', '、', ' ', '\n', '+', '5', '届', '。', 'ai', '數'];
  let [text, state] = ['', seed * 7919 + 13];
  for (let at = 0; at < length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += parts[(state >> 8) % parts.length];
  }
  return text;
}

const phrases = [
  '数据',
  '数据数',
  '据数据',
  '数据数据',
  '数 据',
  '数据，据',
  'AI数据',
  'AI 数据',
  'agent',
  'agents',
  'ai agent',
  '数据+',
  '5届',
  '据5届',
  '數據數',
  '、数据',
  '据，据数',
];

export function languageContract(open: OpenEmpty): void {
  describe('the language of queries', () => {
    test('a phrase is found exactly where text or title holds it as it is written', async () => {
      const texts = Array.from({ length: 60 }, (_, n) => ({ id: `p${n}`, title: invented(n, 4), text: invented(n + 100, 14) }));
      const { find } = await indexOf(open, ...texts.map(({ id, ...said }) => row(id, { ...said, english: 'Notice', issuerNames: [] })));
      for (const phrase of phrases) {
        const held = texts.filter(({ title, text }) => [title, text].some((each) => literalPattern(phrase).test(normalise(each))));
        const plain = texts.filter(
          ({ title, text }) =>
            /^\p{Script=Han}+$/u.test(phrase) && [title, text].some((each) => normalise(each).includes(normalise(phrase))),
        );
        const found = (await find({ q: `"${phrase}"`, limit: 100 })).toSorted();
        expect([phrase, found]).toEqual([phrase, held.map(({ id }) => id).toSorted()]);
        if (plain.length > 0) expect([phrase, found]).toEqual([phrase, plain.map(({ id }) => id).toSorted()]);
      }
    });

    test('alternatives, brackets and what is left out', async () => {
      const { find } = await indexOf(
        open,
        row('a', { text: '上海算力规划。', type: 'plan' }),
        row('b', { text: '重庆绿电规划。', level: 'L4' }),
        row('c', { text: '重庆算力与绿电。', published: '2025-03-01' }),
      );
      const asked = async (q: string) => (await find({ q })).toSorted().join('');
      expect(await asked('算力 OR 绿电')).toBe('abc');
      for (const q of ['上海|重庆 绿电', '上海 ｜ (重庆 绿电)', '上海 或 重庆 绿电']) expect([q, await asked(q)]).toEqual([q, 'abc']);
      for (const q of ['(上海|重庆) 绿电', '（上海 OR 重庆） AND 绿电', '「绿电」 重庆', '“绿电”'])
        expect([q, await asked(q)]).toEqual([q, 'bc']);
      for (const q of ['规划 NOT 上海', '规划 -上海', '规划 -(上海 OR 杭州)', 'NOT 算力']) expect([q, await asked(q)]).toEqual([q, 'b']);
      for (const q of ['算力 type:plan', '算力 类型：plan', 'type:plan']) expect([q, await asked(q)]).toEqual([q, 'a']);
      expect(await asked('算力 OR level:L4 -绿电')).toBe('ac');
      expect([await asked('after:2026'), await asked('before:2025'), await asked('绿电 before:2025-03')]).toEqual(['ab', 'c', 'c']);
    });

    test('fields', async () => {
      const { find } = await indexOf(
        open,
        row('a', {
          title: '智能体管理办法',
          text: '算力。',
          number: '国数科技〔2026〕25号',
          issuerIds: ['nda'],
          issuerNames: ['国家数据局'],
        }),
        row('b', { title: '通知', text: '智能体。国家数据局、国数科技〔2026〕25号。', entityIds: ['place:beijing'] }),
      );
      const asked = async (q: string) => (await find({ q })).toSorted().join('');
      for (const q of [
        'title:智能体',
        'title:"智能体管理"',
        '标题：智能体',
        'number:国数科技[2026]25',
        'number:"国数科技〔2026〕25号"',
        'issuer:nda',
        'issuer:国家数据局',
      ])
        expect([q, await asked(q)]).toEqual([q, 'a']);
      for (const q of ['智能体 -title:智能体', 'place:Beijing', 'place:北京 智能体', 'issuer:CAC'])
        expect([q, await asked(q)]).toEqual([q, 'b']);
      expect(await asked('title:"智能体办法"')).toBe('');
    });

    test('addresses and names of files are tokens of their own kind', async () => {
      const { find, search } = await indexOf(
        open,
        row('mail', { text: '发送至：agents@cac.example，附件 platform-rules.pdf，网址 https://www.agent.example/models/1.html。' }),
        row('word', { text: 'The agents of a platform; models.' }),
      );
      for (const q of ['agent', 'agents', 'platform', 'models', '"agents"']) expect([q, await find({ q })]).toEqual([q, ['word']]);
      for (const q of ['agents@cac.example', 'platform-rules.pdf', 'agent.example', 'cac.example'])
        expect([q, await find({ q })]).toEqual([q, ['mail']]);
      const { hits } = await search.query({ q: 'agent', limit: 5, today });
      expect(hits[0]?.passage?.hit).toBe('agents');
    });
  });
}
