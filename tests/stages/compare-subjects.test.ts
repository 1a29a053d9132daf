import { describe, expect, test } from 'vitest';
import { byWeight, changedFacts, statedFacts, wordingDiffers } from '../../shared/stages/english/stated-facts.ts';
import { readArticleFacts } from '../../shared/stages/facts/article-facts.ts';
import { compareSubjects } from '../../shared/stages/identity/compare-acts.ts';

const act = (...articles: readonly string[]) => ({
  title: '某市条例',
  issuers: [],
  dates: {},
  text: articles.map((text, i) => `第${'一二三四五六七八九十'[i]}条　${text}`).join('\n'),
});
const factsOf = (text: string) =>
  readArticleFacts([text], { type: 'local-regulation', day: '2026-10-20' })[0] ?? { figures: [], duties: [], days: [] };
const changed = (before: string, after: string) =>
  changedFacts('第三条', before === '' ? undefined : factsOf(before), after === '' ? undefined : factsOf(after)).map(
    ({ before: a, after: b }) => [a?.says, b?.says],
  );

describe('acts of two places by the subjects of their articles', () => {
  const east = act(
    '为了促进人工智能产业发展，制定本条例。',
    '本条例适用于本市行政区域内的人工智能产业发展活动。',
    '市人民政府建立人工智能监管沙盒，对入盒企业实行包容审慎监管。',
    '对使用算力券的中小企业，按照不超过合同金额百分之三十给予补贴。',
    '违反本条例规定的，由主管部门责令改正，处五万元以上十万元以下罚款。',
  );
  const south = act(
    '本市行政区域内人工智能技术研发、应用适用本规定。',
    '在特定区域开展产品沙箱测试的，应当报市工业和信息化部门备案。',
    '因不可预见原因造成损失的，相关人员已尽职尽责的，予以免责。',
    '发放算力券，单个企业每年最高不超过五百万元。',
  );
  const pairs = compareSubjects(east, south);
  const of = (id: string) => pairs.find((pair) => pair.id === id);

  test('articles of one subject stand beside each other, wherever they are and however they are worded', () => {
    expect(
      [of('scope'), of('sandbox'), of('liability'), of('vouchers')].map((pair) => [
        pair?.a.map(({ article }) => article),
        pair?.b.map(({ article }) => article),
      ]),
    ).toEqual([
      [['第二条'], ['第一条']],
      [['第三条'], ['第二条']],
      [['第五条'], ['第三条']],
      [['第四条'], ['第四条']],
    ]);
  });
  test('a subject of one act alone has an empty side; one of neither is not there', () => {
    expect(of('purpose')).toMatchObject({ a: [{ article: '第一条' }], b: [] });
    expect(of('filing')).toMatchObject({ a: [], b: [{ article: '第二条' }] });
    expect(of('talent')).toBeUndefined();
  });
  test('facts of both sides in English, with their bounds', () => {
    const says = (pair: (typeof pairs)[number] | undefined, side: 'a' | 'b') =>
      (pair?.[side] ?? []).flatMap(({ text }) => statedFacts(factsOf(text))).map((fact) => fact.says);
    expect(says(of('vouchers'), 'a').join()).toContain('at most 30%');
    expect(says(of('vouchers'), 'b').join()).toContain('at most 5 million yuan');
  });
  test('wording is shared by two states of one act, not by acts of two places', () => {
    const kinds = (...all: readonly string[]) => all.map((kind) => ({ kind }));
    expect(wordingDiffers(kinds('same', 'changed', 'added', 'added'))).toBe(false);
    expect(wordingDiffers(kinds('changed', 'added', 'added', 'removed', 'removed'))).toBe(true);
  });
});

test('days stand before fines, fines before other figures, and what English says before what it does not', () => {
  const said = [
    '企业应当夯实根基。',
    '企业应当保存日志。',
    '企业应当保存日志不少于六个月。',
    '处五万元以下罚款。',
    '本办法自2027年1月1日起施行。',
  ];
  const facts = byWeight(said.flatMap((text) => changedFacts('第三条', factsOf(text), undefined)));
  expect(facts.map(({ before }) => before?.says)).toEqual([
    'takes effect on 1 January 2027',
    'fine: at most 50,000 yuan',
    'at least 6 months (must)',
    'Enterprises must keep logs.',
    'must',
  ]);
});

describe('facts that differ between two states of an article', () => {
  test.each([
    [
      '服务提供者应当保存生成日志不少于六个月。',
      '服务提供者应当保存生成日志不少于一年。',
      [['at least 6 months (must)', 'at least 1 year (must)']],
    ],
    ['处五万元以下罚款。', '处十万元以下罚款。', [['fine: at most 50,000 yuan', 'fine: at most 100,000 yuan']]],
    ['本办法自2027年1月1日起施行。', '本办法自2027年6月1日起施行。', [['takes effect on 1 January 2027', 'takes effect on 1 June 2027']]],
    ['提供者应当建立日志。', '提供者应当建立日志，并保存。', []],
    ['', '企业应当在2027年6月底前完成备案。', [[undefined, 'Enterprises must complete filing by the end of June 2027.']]],
    ['企业应当保存日志。', '', [['Enterprises must keep logs.', undefined]]],
    ['企业应当夯实根基。', '', [['must', undefined]]],
    ['市有关部门加强宣传。', '市有关部门加强宣传引导。', []],
  ])('%s → %s', (before, after, expected) => {
    expect(changed(before, after)).toEqual(expected);
  });
});
