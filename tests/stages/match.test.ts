import { describe, expect, test } from 'vitest';
import { buildMatcher } from '../../shared/stages/text/match.ts';

const terms = ['人工智能', '人工智能+', '数据要素', 'AI', 'data centre', '芯片', '英伟达', '算力', '智能'];
const matcher = buildMatcher(terms);
const found = (text: string) => matcher.longest(text).map((match) => [terms[match.term], text.slice(match.start, match.end)]);

describe('buildMatcher', () => {
  test('traditional characters and the words of Taiwan', () => {
    expect(found('發展人工智慧與晶片，輝達')).toEqual([
      ['人工智能', '人工智慧'],
      ['芯片', '晶片'],
      ['英伟达', '輝達'],
    ]);
  });

  test('full width, case, quotation marks', () => {
    expect(found('【ＡＩ】“人工智能+”与人工智能“＋”')).toEqual([
      ['AI', 'ＡＩ'],
      ['人工智能+', '人工智能+'],
      ['人工智能+', '人工智能“＋'],
    ]);
  });

  test('Latin terms are whole words; a plural is the same word', () => {
    expect(found('The air said: AI-ready data centres, data\n centre, AIs')).toEqual([
      ['AI', 'AI'],
      ['data centre', 'data centre'],
      ['data centre', 'data\n centre'],
      ['AI', 'AI'],
    ]);
  });

  test('damage of copies: zero-width marks, blanks, pinyin', () => {
    expect(found('数\u200b据 要素；算(suàn)力')).toEqual([
      ['数据要素', '数\u200b据 要素'],
      ['算力', '算(suàn)力'],
    ]);
  });

  test('all gives nested terms too', () => {
    expect(matcher.all('人工智能').map((match) => terms[match.term])).toEqual(expect.arrayContaining(['人工智能', '智能']));
  });

  test('nothing in, nothing out', () => {
    expect(matcher.all('')).toEqual([]);
    expect(buildMatcher([]).all('人工智能')).toEqual([]);
  });
});
