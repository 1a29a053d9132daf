import { describe, expect, test } from 'vitest';
import type { DateFact, Dates } from '../../shared/model/article.ts';
import { documentTypes } from '../../shared/model/vocabulary.ts';
import { decideStatus, type LifecycleInput, readLifecycle, statusOf } from '../../shared/stages/facts/lifecycle.ts';
import { isAct } from '../../shared/stages/text/acts.ts';

const today = '2026-11-25';

function read(text: string, more: Partial<LifecycleInput> = {}) {
  const { dates, warnings } = readLifecycle({ title: '临泽市算力券管理办法', text, type: 'measures', today, ...more });
  return {
    effective: dates.effective?.value,
    commentBy: dates.commentBy?.value,
    expires: dates.expires?.value,
    warned: warnings.map((each) => each.field),
  };
}

const draft = { type: 'draft', title: '关于公开征求《临泽市算力券管理办法（征求意见稿）》意见的公告' } as const;

describe('effective day', () => {
  test('a day that the act names', () => {
    expect(read('第十条 本办法自2026年3月1日起施行。').effective).toBe('2026-03-01');
    expect(read('第十条 本办法自二〇二六年三月一日起实施。').effective).toBe('2026-03-01');
    expect(read('《临泽市算力券管理办法》已经审议通过，现予公布，自2026年3月1日起施行。').effective).toBe('2026-03-01');
  });

  test('the day of printing: the line at the foot, else the signed day', () => {
    const text = '本通知自印发之日起执行。\n临泽市人民政府办公室 2025年12月6日印发';
    expect(read(text, { signed: '2025-12-01' }).effective).toBe('2025-12-06');
    expect(read('本通知自印发之日起执行。', { signed: '2025-12-01', published: '2025-12-09' }).effective).toBe('2025-12-01');
  });

  test('the day of publication is the published day, and days may be added', () => {
    expect(read('本办法自发布之日起施行。', { signed: '2025-12-01', published: '2025-12-09' }).effective).toBe('2025-12-09');
    expect(read('本办法自公布之日起30日后施行。', { published: '2026-01-02' }).effective).toBe('2026-02-01');
  });

  test('without the day it counts from there is a warning and no value', () => {
    const got = read('本办法自公布之日起施行。', { signed: '2025-12-01' });
    expect(got.effective).toBeUndefined();
    expect(got.warned).toEqual(['dates.effective']);
  });

  test('table and text that disagree give a doubt with both quotes; the clause of the act stands, of two ends neither', () => {
    const of = (text: string, table: Readonly<Record<string, string>>) =>
      readLifecycle({ title: '办法', text, type: 'measures', signed: '2021-12-06', words: { signed: '2021年12月6日' }, table, today });
    const clause = of('本办法自2026年3月1日起施行。', { '实施日期：': '2026年03月05日' });
    expect(clause.dates.effective).toMatchObject({ value: '2026-03-01', from: 'body' });
    expect(clause.warnings).toMatchObject([
      { field: 'dates.effective', quote: '实施日期： 2026年03月05日 … 本办法自2026年3月1日起施行。' },
    ]);
    const ends = of('第十八条 本细则自印发之日起施行，有效期5年。', { 失效日期: '2029年12月06日' });
    expect(ends.dates.expires).toBeUndefined();
    expect(ends.warnings).toMatchObject([{ field: 'dates.expires', reason: "the page's table says 2029-12-06, its text 2026-12-05" }]);
    const printed = of('本办法自印发之日起施行，有效期5年。', { 实施日期: '2021年12月20日', 失效日期: '2026年12月20日' });
    expect(printed.dates).toMatchObject({ effective: { value: '2021-12-20' }, expires: { value: '2026-12-20' } });
    expect(printed.warnings).toEqual([]);
  });

  test('a quote holds the day: that of a term or of 印发之日 is quoted with the words it counts from, a long sentence round its day', () => {
    const text = '第十八条 本细则自印发之日起施行，有效期5年。';
    const { dates } = readLifecycle({
      title: '办法',
      text,
      type: 'measures',
      signed: '2024-12-06',
      words: { signed: '2024年12月6日' },
      today,
    });
    expect(dates.effective).toMatchObject({ value: '2024-12-06', quote: `${text} … 2024年12月6日` });
    expect(dates.expires).toMatchObject({ value: '2029-12-05', quote: `${text} … 2024年12月6日` });
    const long = read(`${'为规范算力券的申领、发放、使用和监督管理，'.repeat(12)}本办法自2026年3月1日起施行。`);
    expect(long.effective).toBe('2026-03-01');
    expect(
      readLifecycle({
        title: '办法',
        text: `${'为规范算力券的申领、发放、使用，'.repeat(15)}本办法自2026年3月1日起施行。`,
        type: 'measures',
        today,
      }).dates.effective?.quote,
    ).toContain('2026年3月1日');
  });

  test('neither a blank, nor a draft, nor another text, nor a report gives one', () => {
    expect(read('第十条 本办法自　年　月　日起施行。').effective).toBeUndefined();
    expect(read('第十条 本办法自2026年3月1日起施行。', draft).effective).toBeUndefined();
    expect(read('各单位要落实自2025年7月1日起施行的《临泽市数据条例》，细化分工，压实责任。').effective).toBeUndefined();
    expect(read('新规自2026年3月1日起施行。', { type: 'news', title: '算力券有新规' }).effective).toBeUndefined();
    expect(read('本条例报省人民代表大会常务委员会批准后施行。').effective).toBeUndefined();
  });

  test('two days that contradict give none, with a warning', () => {
    const got = read('本办法自2026年3月1日起施行。\n第十条 本办法自2026年4月1日起施行。');
    expect(got.effective).toBeUndefined();
    expect(got.warned).toEqual(['dates.effective']);
  });
});

describe('expiry', () => {
  test('a term counts from the effective day and ends the day before', () => {
    expect(read('本办法自2026年3月1日起施行，有效期3年。').expires).toBe('2029-02-28');
    expect(read('本指引自2026年8月1日起实施，试行期两年。').expires).toBe('2028-07-31');
    expect(read('本办法自2024年2月29日起施行，有效期一年。').expires).toBe('2025-02-28');
    expect(read('本办法自2026年3月1日起施行，有效期至2027年12月31日。').expires).toBe('2027-12-31');
  });

  test('a licence, a certificate or a contract has a term of its own', () => {
    expect(read('本办法自2026年3月1日起施行。\n备案凭证有效期为五年。').expires).toBeUndefined();
    expect(read('许可证有效期至2027年12月31日。').expires).toBeUndefined();
  });

  test('a term without a beginning is a warning', () => {
    const got = read('本办法自公布之日起施行，有效期3年。');
    expect(got.expires).toBeUndefined();
    expect(got.warned).toContain('dates.expires');
  });
});

describe('comment deadline', () => {
  test.each([
    ['意见反馈截止时间为2026年12月12日。', '2026-12-12'],
    ['请于2026年12月12日前将意见反馈至我局。', '2026-12-12'],
    ['此次征求意见的时间是2026年12月5日至1月5日。', '2027-01-05'],
    ['公开征求意见时间：即日起至2026年12月20日。', '2026-12-20'],
    ['欢迎各界在12月8日前提出修改意见。', '2026-12-08'],
  ])('%s', (text, day) => {
    expect(read(text, { ...draft, published: '2026-11-20' }).commentBy).toBe(day);
  });

  test('deadlines of applications, objections and bids are none', () => {
    expect(read('申报材料请于2026年12月12日前报送。', { type: 'call', title: '关于征集案例的通知' }).commentBy).toBeUndefined();
    expect(
      read('公示时间：2026年12月1日至12月7日，如有异议请反馈意见。', { type: 'public-notice', title: '名单公示' }).commentBy,
    ).toBeUndefined();
    expect(read('投标截止时间：2026年12月1日9时。', { type: 'procurement', title: '招标公告' }).commentBy).toBeUndefined();
    expect(read('请于2026年12月12日前报名。', draft).commentBy).toBeUndefined();
  });

  test('days in the articles of the draft do not disturb the deadline of its notice', () => {
    const articles = `${'第二条 推进算力普惠。\n'.repeat(300)}第九条 主管部门应当于2027年6月30日前提出意见。`;
    expect(read(`意见反馈截止时间为2026年12月12日。\n${articles}`, draft).commentBy).toBe('2026-12-12');
  });

  test('days counted from publication', () => {
    expect(read('公众可自本公告发布之日起30日内提出修改意见。', { ...draft, published: '2026-11-01' }).commentBy).toBe('2026-12-01');
  });
});

describe('status', () => {
  const fact = (value: string): DateFact => ({ value, precision: 'day', from: 'body', quote: value });
  const status = (dates: Dates, more: Partial<Parameters<typeof statusOf>[0]> = {}) =>
    statusOf({ type: 'measures', title: '临泽市算力券管理办法', dates, today, ...more });

  test('follows the dates', () => {
    expect(status({ effective: fact('2026-11-25') })).toBe('in-force');
    expect(status({ effective: fact('2026-11-26') })).toBe('not-yet-in-force');
    expect(status({ effective: fact('2020-01-01'), expires: fact('2026-11-25') })).toBe('in-force');
    expect(status({ effective: fact('2020-01-01'), expires: fact('2026-11-24') })).toBe('expired');
    expect(status({ signed: fact('2026-01-01') })).toBe('issued');
    expect(status({ published: fact('2026-01-01') })).toBe('unknown');
  });

  test('links and the validity field end an act', () => {
    expect(status({ effective: fact('2020-01-01') }, { repealedOn: '2026-11-25' })).toBe('repealed');
    expect(status({ effective: fact('2020-01-01') }, { repealedOn: '2027-01-01' })).toBe('in-force');
    expect(status({ effective: fact('2020-01-01') }, { supersededOn: '2026-01-01' })).toBe('superseded');
    expect(status({ effective: fact('2020-01-01') }, { validity: '已废止' })).toBe('repealed');
    expect(status({}, { validity: '失效' })).toBe('expired');
    expect(status({}, { validity: '有效' })).toBe('in-force');
  });

  test('kinds of page', () => {
    expect(status({}, { type: 'draft' })).toBe('draft');
    expect(status({ effective: fact('2020-01-01') }, { type: 'news' })).toBe('informational');
    expect(status({}, { type: 'reply', title: '对市政协第12号提案的答复' })).toBe('informational');
    expect(status({ published: fact('2026-01-01') }, { type: 'announcement', issuers: [{ name: '某办' }] })).toBe('issued');
    expect(status({}, { type: 'local-regulation', text: '第五十条 本条例报省人民代表大会常务委员会批准后施行。' })).toBe(
      'adopted-awaiting-approval',
    );
    expect(status({}, { text: '重大事项须报市政府批准。' })).toBe('unknown');
  });

  test('an act that was put out without a day of effect is issued; every status has its reason', () => {
    const why = (dates: Dates, more: Partial<Parameters<typeof statusOf>[0]> = {}) =>
      decideStatus({ type: 'opinions', title: '关于推进智能体应用的意见', dates, today, ...more });
    expect(why({}, { number: '国办发〔2026〕91号' })).toEqual({ status: 'issued', reason: { by: 'number', quote: '国办发〔2026〕91号' } });
    expect(why({ signed: fact('2026-01-01') }).reason).toEqual({ by: 'signed', day: '2026-01-01', quote: '2026-01-01' });
    expect(why({ published: fact('2026-01-01') }, { issuers: [{}] }).status).toBe('issued');
    expect(why({}, { issuers: [{}] })).toEqual({ status: 'unknown', reason: { by: 'nothing' } });
    expect(why({ published: fact('2026-01-01') }, { type: 'call', issuers: [{}] }).status).toBe('informational');
    const term = { effective: fact('2026-11-15'), expires: fact('2028-11-14') };
    for (const [day, now] of [
      ['2026-11-14', 'not-yet-in-force'],
      ['2026-11-23', 'in-force'],
      ['2028-11-15', 'expired'],
    ] as const)
      expect(why(term, { type: 'call', today: day }).status).toBe(now);
    expect(why(term).reason).toEqual({ by: 'effective', day: '2026-11-15', quote: '2026-11-15', until: '2028-11-14' });
    const doubted = [{ field: 'dates.expires', reason: 'the table says 2029-12-06, the text 2026-12-05', quote: '失效日期' }];
    const since = { effective: fact('2021-12-06') };
    expect(why(since, { warnings: doubted }).reason).toMatchObject({ by: 'effective', endDoubted: true });
    expect(why(since, { warnings: doubted, today: '2030-01-01' })).toMatchObject({ status: 'expired', reason: { by: 'doubt' } });
    expect(why(since, { warnings: doubted, today: '2027-01-01' })).toEqual({
      status: 'unknown',
      reason: { by: 'doubt', quote: '失效日期' },
    });
    const acts = documentTypes.filter((type) => isAct(type) && !['draft', 'call', 'public-notice'].includes(type));
    for (const type of acts) expect([type, why({ signed: fact('2026-01-01') }, { type }).status]).toEqual([type, 'issued']);
  });

  test('a day that waits for approval holds once the approval is there', () => {
    const text = '第四条 本条例报清河省人民代表大会常务委员会批准后，自2026年10月1日起施行。';
    const act = { type: 'local-regulation' as const, text };
    const dates = { effective: fact('2026-10-01') };
    expect(status(dates, act)).toBe('adopted-awaiting-approval');
    expect(status(dates, { ...act, approvedOn: '2026-09-20' })).toBe('in-force');
    expect(status(dates, { ...act, approvedOn: '2027-01-20' })).toBe('adopted-awaiting-approval');
    expect(status(dates, { ...act, text: `（2026年9月20日清河省人民代表大会常务委员会批准）\n${text}` })).toBe('in-force');
    expect(status(dates, { type: 'local-regulation', awaiting: true })).toBe('adopted-awaiting-approval');
  });
});

describe('deadlines of the metadata table', () => {
  const asked = (table: Readonly<Record<string, string>>, text = '现公开征求意见。') => read(text, { ...draft, table });

  test.each([
    ['征求意见截止时间', '2026年4月30日'],
    ['意见反馈截止日期：', '2026-04-30 17:00'],
    ['截 止 日 期', '2026/04/30'],
    ['征集期', '2026-04-01 至 2026-04-30'],
    ['征集期：', '2026年4月1日起至4月30日止'],
    ['公开征求意见时间', '即日起至2026年4月30日'],
  ])('%s %s', (label, value) => {
    expect(asked({ [label]: value }).commentBy).toBe('2026-04-30');
  });

  test('the table wins, and a text that says otherwise is named', () => {
    const got = asked({ 征求意见截止时间: '2026年4月30日' }, '请于2026年4月28日前将意见反馈至我局。');
    expect(got.commentBy).toBe('2026-04-30');
    expect(got.warned).toEqual(['dates.commentBy']);
  });

  test('a period without its end, or one that runs backwards, is no deadline', () => {
    expect(asked({ 征集期: '2026年4月1日起30日' }).commentBy).toBeUndefined();
    expect(asked({ 征集期: '2026-04-30 至 2026-04-01' }).commentBy).toBeUndefined();
    expect(asked({ 截止日期: '另行通知' }).commentBy).toBeUndefined();
  });

  test('a deadline to apply is none to comment', () => {
    const call = { type: 'call', title: '关于组织申报2026年算力券的通知', table: { 截止日期: '2026-04-30' } } as const;
    expect(read('请按时申报。', call).commentBy).toBeUndefined();
  });
});
