import { describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/model/digest.ts';
import type { FieldChange, Link, Revision, ShownDocument } from '../../shared/model/document.ts';
import { aboutAi } from '../../shared/stages/classify/about.ts';
import { compose } from '../../shared/stages/digest/compose.ts';
import type { DigestCandidate } from '../../shared/stages/digest/item.ts';
import { standingOf } from '../../shared/stages/digest/standing.ts';
import { shown } from '../support/answers.ts';
import { day } from '../support/digests.ts';

/** Weeks made of invented documents, composed on Sunday 22 November 2026. */

type What = 'new' | 'changed' | 'withdrawn';
const cac = { id: 'cac', name: '国家互联网信息办公室', english: 'CAC' };

function candidate(
  document: Partial<ShownDocument> & { id: string },
  more: { what?: What; changes?: readonly FieldChange[]; level?: string } = {},
) {
  const { what = 'new', changes = [], level = 'L2' } = more;
  const made = shown({ links: [], dates: { published: day('2026-11-18') }, status: 'issued', ...document });
  const revision: Revision = {
    documentId: made.id,
    n: 1,
    at: '2026-11-18T04:00:00Z',
    by: 'publisher',
    what,
    textHash: 'a',
    evidence: 'e',
    changes,
  };
  return { document: made, level, about: aboutAi(made), revisions: [revision] };
}

const week = (changed: readonly DigestCandidate[], more: Partial<Parameters<typeof compose>[0]> = {}): Digest =>
  compose({ week: '2026-W47', now: new Date('2026-11-22T12:00:00Z'), changed, effect: [], open: [], sources: [], ...more });
const sectionOf = (digest: Digest, id: string): string | undefined =>
  Object.entries(digest.sections).find(([, items]) => items.some((item) => item.id === id))?.[0];
const reasonsOf = (one: DigestCandidate) => week([one]).highlights?.flatMap(({ reasons }) => reasons) ?? [];

describe('a document stands in the section that serves its reader', () => {
  test.each<[string, string, Partial<ShownDocument>, string?]>([
    ['plans', '国务院办公厅关于深入推进智能体应用的意见', { type: 'opinions' }],
    ['plans', '国务院关于同意开展智能体应用综合试点的批复', { type: 'reply' }],
    ['readings', '对十四届全国人大四次会议第1234号建议的答复', { type: 'reply' }],
    ['companies', '2026年度人工智能重大专项项目申报指南', { type: 'call' }],
    ['companies', '2026年人工智能典型应用案例名单公示', { type: 'public-notice' }],
    ['companies', '关于举办教师人工智能素养研修班的通知', { type: 'notice' }],
    ['companies', '关于开展芯片适配验证工作的通知', { type: 'notice', themes: [{ theme: 'chips', score: 0.9, evidence: [] }] }],
    ['binding', '关于组织开展绿电监测的通知', { type: 'notice', text: '各智算中心应当于2027年6月底前接入监测平台。' }],
    ['plans', '关于组织开展绿电监测的通知', { type: 'notice', text: '各省发展改革委应当于2027年6月底前报送监测结果。' }],
    ['enforcement', '关于开展人工智能应用专项检查的通知', { type: 'notice' }],
    ['enforcement', '关于发布生成式人工智能服务已备案信息的公告', { type: 'announcement' }],
    ['enforcement', '江苏省生成式人工智能服务登记信息公告', { type: 'announcement' }, 'L4'],
    [
      'binding',
      '商务部公告2026年第88号 公布对人工智能芯片实施出口管制的决定',
      { type: 'announcement', dates: { effective: day('2026-12-01') } },
    ],
    ['binding', '网络安全技术 智能体安全要求', { type: 'standard', number: 'GB 45999-2026' }],
    ['plans', '网络安全技术 智能体安全指南', { type: 'standard', number: 'GB/T 45998-2026' }],
    ['binding', '关于批准发布《智能网联汽车 自动驾驶系统安全要求》强制性国家标准的公告', { type: 'announcement' }],
    ['plans', '关于全面推行行政执法公示制度的指导意见', { type: 'opinions' }],
    ['local', '某省人工智能产业促进办法', { type: 'measures' }, 'L4'],
    ['companies', '行业协会人工智能自律公约', { type: 'guideline' }, 'L8'],
  ])('%s: %s', (section, title, more, level = 'L2') => {
    expect(sectionOf(week([candidate({ id: 'doc', title, ...more }, { level })]), 'doc')).toBe(section);
  });
});

describe('what changed is named with the smallest part that differs', () => {
  const changed = (before: string, after: string) =>
    reasonsOf(
      candidate({ id: 'doc', type: 'notice', text: after }, { what: 'changed', changes: [{ field: 'text 第二条', before, after }] }),
    );

  test('a moved deadline, with both days', () => {
    expect(changed('现有服务应当于2026年12月31日前完成备案。', '现有服务应当于2027年3月31日前完成备案。')).toEqual([
      { kind: 'deadline-moved', before: '2026-12-31', after: '2027-03-31', quote: '现有服务应当于2027年3月31日前完成备案。' },
    ]);
  });
  test('another day that is no deadline is a change of words', () => {
    const [reason] = changed('本办法经2026年10月30日会议通过，现予公布。', '本办法经2026年10月31日会议通过，现予公布。');
    expect(reason).toEqual({
      kind: 'changed',
      before: '本办法经2026年10月30日会议通过',
      after: '本办法经2026年10月31日会议通过',
      quote: '本办法经2026年10月31日会议通过',
    });
  });
  test('of two moved days neither is said to have become the other', () => {
    const kinds = changed('应当于2026年12月1日前备案，2026年12月31日前标识。', '应当于2027年1月1日前备案，2027年1月31日前标识。');
    expect(kinds.map(({ kind }) => kind)).toEqual(['changed']);
  });
  test('what was only added has no before', () => {
    expect(changed('提供者应当备案。', '提供者应当备案，并添加标识。')[0]).toMatchObject({ kind: 'changed' });
  });
});

describe('what is highlighted', () => {
  const inPart = /第三条/;
  const relationOf = (quote: string): Link['relation'] =>
    inPart.test(quote) ? 'ends-in-part' : quote.includes('不一致') ? 'prevails-over' : 'repeals';
  const repealing = (quote: string): Link => ({
    relation: relationOf(quote),
    to: { title: '数据标注管理试行办法' },
    state: 'unresolved',
    quote,
  });
  test.each<[string, string, string[]]>([
    ['is replaced', '原《数据标注管理试行办法》同时废止。', ['replaces', 'binding']],
    ['is repealed', '废止《数据标注管理试行办法》。', ['binding', 'repeals']],
    ['ends in part', '《数据标注管理试行办法》第三条同时废止。', ['binding']],
    ['prevails', '《数据标注管理试行办法》与本办法不一致的，以本办法为准。', ['binding']],
  ])('another act that %s', (_, quote, kinds) => {
    const reasons = reasonsOf(candidate({ id: 'doc', issuers: [cac], links: [repealing(quote)] }));
    expect(reasons.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
  });

  test('nothing, where nothing happened; in a quiet week the few acts that are new', () => {
    expect(week([]).highlights).toEqual([]);
    expect(reasonsOf(candidate({ id: 'doc', type: 'news', issuers: [] }))).toEqual([]);
    const small = ['a', 'b', 'c', 'd'].map((id) => candidate({ id, title: `${id}区人工智能通知`, type: 'notice' }, { level: 'L5' }));
    expect(week(small).highlights?.map(({ id, reasons }) => [id, reasons[0]?.kind])).toEqual([
      ['a', 'new'],
      ['b', 'new'],
      ['c', 'new'],
    ]);
  });

  test('a call is named last, whoever makes it: behind measures of a province, and what takes effect next week', () => {
    const notice = candidate({ id: 'notice', title: '关于征集人工智能产品的通知', type: 'notice' });
    const measures = candidate({ id: 'measures', title: '人工智能若干措施', type: 'several-measures' }, { level: 'L4' });
    const coming = {
      ...candidate({ id: 'coming', title: '智能体管理规定', type: 'rule', dates: { effective: day('2026-11-24') } }),
      revisions: [],
    };
    expect(week([notice, measures], { effect: [coming] }).highlights?.map(({ id }) => id)).toEqual(['coming', 'measures', 'notice']);
  });

  test('what an act does is told in a sentence: what is on record, else the first fact that is told whole and shortly; then its duties', () => {
    const fact = (english: string) => ({ label: 'Must be done', kind: 'duty', by: 'rules', quote: '应当保存', english }) as const;
    const keyFacts = [fact(`Providers must, among other things, ${'keep records '.repeat(20)}.`), fact('Providers must keep logs.')];
    const line = (says: string) => ({ kind: 'sentence', says, quote: '应当保存' }) as const;
    const does = (more: Partial<ShownDocument>) =>
      week([candidate({ id: 'doc', keyFacts, ...more })]).sections.binding[0]?.does?.map(({ says }) => says);
    const told = [line('They expire on 1 June 2027.'), line('By duties: the fines of the draft are gone.')];
    expect(does({ summary: told })).toEqual(['Providers must keep logs.', 'the fines of the draft are gone.']);
    expect(does({ summary: [line('On record: By 2027, 70 percent.')] })).toEqual(['By 2027, 70 percent.']);
    expect(does({ keyFacts: [] })).toEqual([]);
    const facts = (...english: string[]) =>
      english.map((each) => ({ ...line(each), label: 'd', kind: 'duty', by: 'rules', english: each }) as const);
    const dull = [
      'Where reviews end, it is required to give the reasons.',
      'Registrars must, among other things, improve how services are provided.',
      'Firms must perform their data security obligations.',
    ];
    expect(does({ keyFacts: facts(...dull, 'Holders must register their data.') })).toEqual(['Holders must register their data.']);
    expect(does({ keyFacts: facts('Consequences named: criminal liability.', 'Providers must, among other things, add labels.') })).toEqual(
      ['Providers must, among other things, add labels.'],
    );
    expect(does({ keyFacts: facts(...dull.slice(0, 2)) })).toEqual([dull[0]]);
    expect(does({ keyFacts: facts(dull[1] ?? '') })).toEqual([]);
    // What the act is made for: no encouragement, no name of its scope, and the earlier article.
    // A record of its kind tells nothing; a ceiling of support is none where another is higher; what listed cases are stands in the act.
    expect(does({ summary: [line('On record: Mandatory standard.')] })).toEqual(['Providers must keep logs.']);
    const support = ['Support: up to 300,000 yuan a year for each entity.', 'Support: up to 0.2 million yuan a year for each dataset.'];
    expect(does({ keyFacts: facts(...support) })).toEqual([]);
    expect(does({ keyFacts: facts('In the cases that the article lists, firms must stop.') })).toEqual([]);
    const beside = ['They apply to registration.', 'Firms are encouraged to add watermarks.', 'Consequences named: a warning.'];
    expect(does({ keyFacts: facts(...beside, 'Firms must add labels, among other duties.') })).toEqual([
      'Firms must add labels, among other duties.',
    ]);
    expect(does({ keyFacts: facts('Firms must comply with the laws, administrative rules and other provisions.') })).toEqual([]);
    expect(does({ keyFacts: facts('It calls for drills, among other things.') })).toEqual(['It calls for drills, among other things.']);
    expect(does({ keyFacts: [], summary: [line('Applications can be handed in until 3 May 2026.')] })).toEqual([
      'Applications can be handed in until 3 May 2026.',
    ]);
    // A step of the procedure is not what it is for.
    expect(
      does({ keyFacts: facts('Registrars must accept the application within 3 days.', 'Holders must register, among other duties.') }),
    ).toEqual(['Holders must register, among other duties.']);
    const [later, earlier] = facts('Assessors must not assess thrice.', 'Handlers must assess risks every year.');
    const placed = [later && { ...later, article: '第十一条' }, earlier && { ...earlier, article: '第六条' }].flatMap((each) => each ?? []);
    expect(does({ keyFacts: placed })).toEqual(['Handlers must assess risks every year.']);
    // What is on record has for its words those of the act, where the act has its numbers.
    const [target] = facts('By 2027: penetration: 70%.');
    const recorded = candidate({
      id: 'doc',
      keyFacts: target ? [{ ...target, quote: '到2027年普及率达70%' }] : [],
      summary: [line('On record: By 2027, 70 percent.')],
    });
    expect(week([recorded]).sections.binding[0]?.does).toEqual([{ says: 'By 2027, 70 percent.', quote: '到2027年普及率达70%' }]);
    const sums = facts('Support: up to 300,000 yuan a year for each entity.', 'Consequences named: a warning.');
    expect(does({ keyFacts: sums })).toEqual([]);
    const aims = [
      'By 2027: build at least 20 spaces',
      'issue 500 certificates',
      'open up '.concat('more and more '.repeat(12), 'scenarios.'),
    ];
    expect(does({ keyFacts: facts(aims.join('; ')) })).toEqual(['By 2027: build at least 20 spaces; issue 500 certificates.']);
  });

  test('of an act about something else only what it says of the field is told, if that is known whole, and it stands behind the rest', () => {
    const fact = (english: string, quote: string) => ({ label: 'd', kind: 'duty', by: 'rules', quote, english }) as const;
    const registers = fact('Farms must keep registers of their sheep.', '牧场应当登记羊只。');
    const centres = fact('Compute centres must report their power use every year.', '算力中心应当每年报告用电情况。');
    const partial = fact('Compute centres must, among other things, save water.', '算力中心应当节水。');
    const plain = candidate({ id: 'doc_plain', title: '羊只登记办法', type: 'measures', text: '牧场应当登记羊只。' });
    const item = (keyFacts: (typeof registers)[]) => {
      const aside = { ...plain, document: { ...plain.document, relevant: true, keyFacts } };
      const own = candidate({ id: 'doc_own', title: '智能体应用管理办法', type: 'measures', keyFacts: [registers] });
      const { binding } = week([aside, own]).sections;
      return { ids: binding.map(({ id }) => id), first: binding[0], last: binding.at(-1) };
    };
    const { ids, first, last } = item([registers, partial, centres]);
    expect(ids).toEqual(['doc_own', 'doc_plain']);
    expect(first?.aside).toBeUndefined();
    expect(first?.does?.map(({ says }) => says)).toEqual([registers.english]);
    expect(last?.aside).toBe(true);
    expect(last?.does?.map(({ says }) => says)).toEqual([centres.english]);
    expect(item([registers, partial]).last?.does).toEqual([]);
  });

  test('what a breach costs is told with what the act speaks of, never alone, and behind nothing that it asks for', () => {
    const line = (says: string) => ({ kind: 'sentence', says, quote: '处罚款' }) as const;
    const fact = (english: string, kind: 'duty' | 'sanction' | 'award' = 'duty') =>
      ({ label: 'd', kind, by: 'rules', quote: '处罚款', english }) as const;
    const does = (more: Partial<ShownDocument>) =>
      week([candidate({ id: 'doc', ...more })]).sections.binding[0]?.does?.map(({ says }) => says);
    const [fine, covers] = ['Fines: at most 100,000 yuan, in serious cases.', 'They cover registration, use and supervision.'];
    const summary = [line(covers), line(fine)];
    expect(does({ summary, keyFacts: [fact(fine, 'sanction')] })).toEqual([covers, fine]);
    expect(does({ summary: [line(fine)], keyFacts: [fact(fine, 'sanction')] })).toEqual([]);
    // What it calls for is told of an act of which nothing else is known, unless nobody can say whether it was done.
    const calls = 'They call for building platforms and improving capacity.';
    expect(does({ summary: [line(calls)], keyFacts: [] })).toEqual([calls]);
    for (const says of ['They call for improving policies.', 'It calls for establishing work coordination mechanisms.'])
      expect(does({ summary: [line(says)], keyFacts: [fact(says)] })).toEqual([]);
    // What every act of a government asks says nothing of it.
    for (const says of [
      'Holders must verify relevant information, among other duties.',
      "People's governments must include cloud work in same-level plans, among other duties.",
    ])
      expect(does({ keyFacts: [fact(says)] })).toEqual([]);
    const asked = 'Holders must register, among other duties.';
    expect(does({ summary, keyFacts: [fact(fine, 'sanction'), fact(asked)] })).toEqual([asked]);
    const approval = 'Without the approval of the competent authorities, holders must not export data.';
    const assess = 'Holders must assess risks every year.';
    expect(does({ keyFacts: [fact(approval), fact(assess)] })).toEqual([assess]);
    const many = `They cover ${'what stands in a chapter, '.repeat(12)}among other subjects.`;
    expect(does({ summary: [line(many)], keyFacts: [] })?.[0]).toMatch(/^They cover what .{100,190} chapter, among other subjects\.$/);
    expect(does({ keyFacts: [fact('Other operators must report within 4 hours.'), fact(approval)] })).toEqual([approval]);
    for (const says of [
      'Other operators must report within 4 hours.',
      'Firms must bring their role into play.',
      'Bodies must create conditions.',
    ])
      expect(does({ keyFacts: [fact(says)] })).toEqual([]);
    // A department that is named, and what is to be improved, are no news of an act.
    expect(does({ keyFacts: [fact('Holders must specify work departments, among other duties.')] })).toEqual([]);
    expect(does({ keyFacts: [fact('It calls for improving working mechanisms, among other things.')] })).toEqual([]);
    const encouraged = 'Enterprises are encouraged to provide datasets, among other things.';
    expect(does({ keyFacts: [fact(encouraged, 'award')] })).toEqual([encouraged]);
    expect(does({ summary, keyFacts: [fact(encouraged, 'award')] })).toEqual([covers, fine]);
  });

  test('a long sentence names the country shortly, and an act by its whole name', () => {
    const whole = "in the territory of the People's Republic of China";
    const keyFacts = [
      `Holders ${'of the many kinds of records '.repeat(4)}must keep them ${whole} by the Data Law of the People's Republic of China.`,
    ].map((english) => ({ label: 'd', kind: 'duty', by: 'rules', quote: '应当保存', english }) as const);
    expect(week([candidate({ id: 'doc', keyFacts })]).sections.binding[0]?.does?.[0]?.says).toMatch(
      /must keep them in China by the Data Law of the People's Republic of China\.$/,
    );
  });

  test('no older page that is first seen now: it stands last in its section and is counted apart', () => {
    const old = candidate({ id: 'old', authority: 95, dates: { published: day('2019-05-01') } });
    const digest = week([old, candidate({ id: 'fresh' })]);
    expect(digest.sections.binding.map(({ id, older }) => [id, older])).toEqual([
      ['fresh', undefined],
      ['old', true],
    ]);
    expect(digest.highlights?.map(({ id }) => id)).toEqual(['fresh']);
    expect(digest.counts).toMatchObject({ new: 1, olderListed: 1 });
  });

  test('at most five things: whose word it is and how much of it is about AI first, then legal force, then nearness', () => {
    const ordered: readonly [id: string, more: Partial<ShownDocument>, level?: string][] = [
      ['council', { title: '关于智能体应用的意见', type: 'opinions' }, 'L1'],
      ['rule', { title: '智能体服务管理办法', type: 'measures', dates: { effective: day('2026-11-25') } }],
      ['later', { title: '大模型服务管理办法', type: 'measures', dates: { effective: day('2027-11-25') } }],
      ['plan', { title: '人工智能行动计划', type: 'plan' }],
      ['province', { title: '人工智能促进条例', type: 'local-regulation' }, 'L4'],
      ['data', { title: '公共数据管理条例', type: 'local-regulation', text: '' }, 'L4'],
      ['city', { title: '人工智能若干措施', type: 'several-measures' }, 'L5'],
    ];
    const many = ordered.map(([id, more, level = 'L2']) => candidate({ id, ...more }, { level })).toReversed();
    expect(week(many).highlights?.map(({ id }) => id)).toEqual(['council', 'rule', 'later', 'plan', 'province']);
  });

  test.each([
    ['is not about it', '关于设立居民服务站的意见', ''],
    ['names AI in passing', '关于推动养老服务扩容的意见', '支持人工智能产品进家庭。'],
    [
      'is served with AI',
      '关于运用人工智能开展养老保险待遇领取资格认证的通告',
      '可以使用人工智能人脸识别认证。人工智能系统不能识别的，人工办理。',
    ],
    ['corrects a telephone number', '关于《征集人工智能产品的通知》联系电话的更正', '联系电话有误，现予更正。'],
  ])('nothing that %s, of whatever rank', (_, title, text) => {
    expect(week([candidate({ id: 'doc', title, text, type: 'opinions', issuers: [] }, { level: 'L1' })]).highlights).toEqual([]);
  });

  test('the two national drafts that close next, until they do; none of a place', () => {
    const draft = (id: string, by: string, level = 'L2') => ({
      ...candidate(
        { id, title: '人工智能管理办法（征求意见稿）', type: 'draft', status: 'draft', dates: { commentBy: day(by) } },
        { level },
      ),
      revisions: [],
    });
    const open = [
      draft('third', '2026-12-30'),
      draft('first', '2026-11-30'),
      draft('second', '2026-12-10'),
      draft('city', '2026-11-29', 'L5'),
    ];
    expect(week([], { open }).highlights?.map(({ id }) => id)).toEqual(['first', 'second']);
    const news = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => candidate({ id, title: '人工智能安全管理办法' }));
    expect(week(news, { open }).highlights?.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'first', 'second']);
  });

  test('a law of an earlier week in the week before its day alone, with its day alone, behind what is new', () => {
    const law = (by: string) => ({
      ...candidate({ id: 'law', type: 'law', authority: 95, dates: { effective: day(by) }, links: [repealing('《X》同时废止。')] }),
      revisions: [],
    });
    const named = (by: string) => week([candidate({ id: 'fresh' })], { effect: [law(by)] }).highlights?.map(({ id }) => id);
    expect(named('2026-11-24')).toEqual(['fresh', 'law']);
    expect(named('2026-12-10')).toEqual(['fresh']);
    expect(named('2026-11-20')).toEqual(['fresh']);
    const [, highlight] = week([candidate({ id: 'fresh' })], { effect: [law('2026-11-24')] }).highlights ?? [];
    expect(highlight).toMatchObject({ section: 'effect', reasons: [{ kind: 'takes-effect', day: '2026-11-24', days: 2 }] });
    expect(highlight?.reasons).toHaveLength(1);
  });
});

describe('each act stands once', () => {
  const order = candidate({
    id: 'order',
    title: '智能体服务登记管理规定',
    number: '国家互联网信息办公室令第86号',
    issuers: [cac],
    type: 'rule',
  });
  const page = (id: string, more: Partial<ShownDocument>) => {
    const { number: _number, ...document } = candidate({ id, title: order.document.title, issuers: [], type: 'rule' }).document;
    return { ...order, document: { ...document, ...more } };
  };
  const listed = (...all: readonly DigestCandidate[]) =>
    Object.values(week(all).sections).flatMap((items) => items.map(({ id, coverage }) => [id, coverage.length]));

  test('another page of it without a number stands under it', () => {
    expect(listed(page('xinhua', { title: '（受权发布）智能体服务登记管理规定' }), order)).toEqual([['order', 1]]);
    expect(listed(page('bare', { issuers: [cac] }), order)).toEqual([['order', 1]]);
  });
  test.each<[string, Partial<ShownDocument>]>([
    ['another body', { issuers: [{ name: '北京市通信管理局' }] }],
    ['another number', { number: '国家互联网信息办公室令第87号' }],
    ['another year', { dates: { published: day('2025-11-18') } }],
    ['its draft', { type: 'draft' }],
  ])('the same title of %s is another act', (_, more) => expect(listed(page('other', more), order)).toHaveLength(2));

  test('an English report stands under the act whose title and body or figures it tells', () => {
    const plan = candidate({
      id: 'plan',
      type: 'plan',
      issuers: [cac],
      english: { title: 'Action Plan for the Green Energy Use of Intelligent Computing Facilities', by: 'glossary' },
      figures: [{ value: 85, unit: '%', bound: 'at-least', strength: 'target', quote: '85%' }],
    });
    const report = (id: string, figure: number, text: string) =>
      candidate({
        id,
        type: 'news',
        issuers: [],
        language: 'en',
        title: 'China ties new AI data centres to green power',
        text,
        figures: [{ value: figure, unit: '%', bound: 'exactly', strength: 'fact', quote: `${figure} per cent` }],
      });
    const words = 'Three departments issued an action plan for green energy at intelligent computing facilities.';
    expect(listed(plan, report('news', 85, words))).toEqual([['plan', 1]]);
    expect(listed(plan, report('other', 40, words))).toHaveLength(2);
    expect(listed(plan, report('else', 85, 'A firm raised money for robots.'))).toHaveLength(2);
  });
});

test('an act whose page names no issuer is placed by its title, a law by its kind', () => {
  const bare = (id: string, more: Partial<ShownDocument>) => {
    const { document, revisions } = candidate({ id, issuers: [], authority: 20, ...more });
    return { document, revisions, ...standingOf(document) };
  };
  const digest = week([
    bare('jiangsu', { title: '江苏省数据条例', type: 'local-regulation' }),
    bare('law', { title: '中华人民共和国人工智能促进法', type: 'law' }),
    candidate({ id: 'measures', authority: 80 }),
  ]);
  expect(sectionOf(digest, 'jiangsu')).toBe('local');
  expect(digest.sections.binding.map(({ id }) => id)).toEqual(['law', 'measures']);
});

describe('drafts', () => {
  const draft = (id: string, by?: string, more: Partial<ShownDocument> = {}) =>
    candidate({ id, type: 'draft', status: 'draft', dates: by ? { commentBy: day(by) } : {}, ...more });

  test('those that close within fourteen days are named, the next first; a closed one is not open', () => {
    const open = [draft('far', '2026-12-20'), draft('soon', '2026-12-05'), draft('today', '2026-11-22'), draft('closed', '2026-11-21')];
    const digest = week([], { open: open.map((each) => ({ ...each, revisions: [] })) });
    expect(digest.closing).toEqual(['today', 'soon']);
    expect(digest.sections.drafts.map(({ id }) => id)).toEqual(['today', 'soon', 'far']);
    expect(sectionOf(week([draft('closed', '2026-11-21')]), 'closed')).toBe('plans');
    expect(sectionOf(week([draft('final', '2026-12-20', { status: 'superseded' })]), 'final')).toBe('plans');
  });
});
