import { describe, expect, test } from 'vitest';
import { type ComparedAct, compareActs } from '../../shared/stages/identity/compare-acts.ts';

/** Two acts are laid beside each other by article: what stayed, what was reworded, moved, added, removed. */

const numerals = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const articles = (...texts: readonly string[]): string => texts.map((text, i) => `第${numerals[i + 1]}条 ${text}`).join('\n');
const act = (text: string, title = '河湖智能巡查管理办法'): ComparedAct => ({ title, text, issuers: [], dates: {} });
const told = (before: string, after: string) =>
  compareActs(act(before), act(after)).map(({ kind, article, articleBefore }) => [
    kind,
    article,
    ...(articleBefore ? [articleBefore] : []),
  ]);

const purpose = '为规范河湖智能巡查活动，保障水域安全，制定本办法。';
const scope = '本市行政区域内河湖智能巡查适用本办法。';
const log = '巡查单位应当保存巡查日志，保存期限不少于六个月。';
const training = '巡查单位应当每年组织操作人员培训，培训不少于二十学时。';
const penalty = '违反本办法规定的，由水务部门责令改正；拒不改正的，处一万元以下罚款。';
const effect = '本办法自2027年1月1日起施行。';

describe('articles', () => {
  test('the same text is the same, however it is set', () => {
    const before = articles(purpose, scope, log);
    expect(told(before, before.replaceAll(' ', '　').replaceAll('，', ', '))).toEqual([
      ['same', '第一条'],
      ['same', '第二条'],
      ['same', '第三条'],
    ]);
  });

  test('a reworded article has its words before and after', () => {
    const after = log.replace('六个月', '一年');
    const [, , changed] = compareActs(act(articles(purpose, scope, log)), act(articles(purpose, scope, after)));
    expect(changed).toEqual({ kind: 'changed', article: '第三条', before: `第三条 ${log}`, after: `第三条 ${after}` });
  });

  test('an insertion pushes the later ones on, which stay the same', () => {
    expect(told(articles(purpose, scope, penalty, effect), articles(purpose, scope, training, penalty, effect))).toEqual([
      ['same', '第一条'],
      ['same', '第二条'],
      ['added', '第三条'],
      ['same', '第四条', '第三条'],
      ['same', '第五条', '第四条'],
    ]);
  });

  test('a removed article stands where it stood', () => {
    expect(told(articles(purpose, training, penalty), articles(purpose, penalty))).toEqual([
      ['same', '第一条'],
      ['removed', '第二条'],
      ['same', '第二条', '第三条'],
    ]);
  });

  test('an article that was put elsewhere is moved, also with other words, and is neither removed nor added', () => {
    const reworded = training.replace('二十', '三十');
    const result = told(articles(purpose, training, scope, log, penalty, effect), articles(purpose, scope, log, penalty, reworded, effect));
    expect(result.filter(([kind]) => kind !== 'same')).toEqual([['moved', '第五条', '第二条']]);
  });

  test('paragraphs and items belong to their article', () => {
    const items = '巡查单位应当遵守下列规定：\n（一）按图巡查；\n（二）及时上报。';
    const result = compareActs(act(articles(purpose, items, effect)), act(articles(purpose, items.replace('及时', '两小时内'), effect)));
    expect(result.map(({ kind, article }) => [kind, article])).toEqual([
      ['same', '第一条'],
      ['changed', '第二条'],
      ['same', '第三条'],
    ]);
    expect(result[1]?.after).toContain('（二）两小时内上报。');
  });

  test('headings of chapters are no articles', () => {
    const text = `第一章 总则\n${articles(purpose, scope)}\n第二章 罚则\n第三条 ${penalty}`;
    expect(told(text, text).map(([, article]) => article)).toEqual(['第一条', '第二条', '第三条']);
  });
});

describe('texts without articles', () => {
  test('are compared by their numbered sections', () => {
    const before = `一、总体要求\n坚持安全第一，提升巡查能力。\n二、主要任务\n到2027年建成三十个智能巡查站点。\n三、组织实施\n各区应当制定方案。`;
    expect(told(before, before.replace('三十个', '五十个'))).toEqual([
      ['same', '一、'],
      ['changed', '二、'],
      ['same', '三、'],
    ]);
  });

  test('else by their paragraphs', () => {
    const before = '为做好巡查工作，现通知如下。\n各区应当在六月底前报送名单。\n联系人在附件中列明。';
    expect(told(before, before.replace('六月', '七月')).map(([kind]) => kind)).toEqual(['same', 'changed', 'same']);
  });
});

test('a draft and its final text differ by what was decided, not by what their pages set around them', () => {
  const draft = act(`河湖智能巡查管理办法\n（征求意见稿）\n${articles(purpose, scope, log, effect)}`, '河湖智能巡查管理办法（征求意见稿）');
  const final = act(`河湖智能巡查管理办法\n${articles(purpose, scope, log.replace('六个月', '一年'), penalty, effect)}`);
  const kinds = compareActs(draft, final)
    .filter(({ article }) => article.startsWith('第'))
    .map(({ kind, article }) => [kind, article]);
  expect(kinds).toEqual([
    ['same', '第一条'],
    ['same', '第二条'],
    ['changed', '第三条'],
    ['added', '第四条'],
    ['same', '第五条'],
  ]);
});
