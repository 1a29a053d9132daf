import { describe, expect, test } from 'vitest';
import { documentType } from '../../shared/stages/facts/kind.ts';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { parseBodyNames } from '../../shared/stages/text/body-names.ts';
import { body, check, page, paragraphs, read } from './article-kit.ts';

const title = '关于优化算力券申领条件的通知';
const plain = (...lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');
const signed = (...lines: readonly string[]) =>
  read(page(title, `<h1>${title}</h1><div class="TRS_Editor"><p>各有关单位：</p>${body}${plain(...lines)}</div>`));

describe('names that are written without a blank', () => {
  test.each([
    ['云川市财政局云川市商务局云川市数据局', ['云川市财政局', '云川市商务局', '云川市数据局']],
    ['市发展改革委市财政局', ['市发展改革委', '市财政局']],
    ['财政部税务总局住房城乡建设部', ['财政部', '税务总局', '住房城乡建设部']],
    ['中共云川省委办公厅云川省人民政府办公厅', ['中共云川省委办公厅', '云川省人民政府办公厅']],
    ['中共中央国务院', ['中共中央', '国务院']],
    ['云川市住房和城乡建设局中国人民银行云川市分行', ['云川市住房和城乡建设局', '中国人民银行云川市分行']],
    ['国家税务总局河北省税务局河北省财政厅', ['国家税务总局河北省税务局', '河北省财政厅']],
  ])('%s', (line, names) => expect(parseBodyNames(line)).toEqual(names));

  test.each([
    '国家税务总局珠海市税务局',
    '中国人民银行惠州市中心支行',
    '国家金融监督管理总局东莞监管分局',
    '云川市住房公积金管理中心东林分中心',
    '中共云川省委员会办公厅',
    '国务院国有资产监督管理委员会',
    '国务院安全生产委员会办公室',
    '全国人民代表大会常务委员会法制工作委员会',
    '自然资源部海洋战略规划与经济司',
  ])('%s is one body', (line) => expect(parseBodyNames(line)).toEqual([line]));

  test('rooms of a site are no bodies', () => {
    for (const room of ['个人中心', '用户中心', '新闻中心']) expect(parseBodyNames(room)).toBeUndefined();
  });

  test('in the number of a joint announcement the first one counts', () => {
    expect(parseNumber('财政部税务总局公告2026年第70号').canonical).toBe(parseNumber('财政部 税务总局公告2026年第70号').canonical);
  });
});

describe('who signs', () => {
  test('several lines and columns, branches among them', () => {
    check(signed('云川市数据局云川市财政局', '中国人民银行云川市中心支行　国家金融监督管理总局云川监管分局', '2026年5月24日'), {
      issuers: ['云川市数据局', '云川市财政局', '中国人民银行云川市中心支行', '国家金融监督管理总局云川监管分局'],
      signed: '2026-05-24',
    });
  });

  test('a head office and its branch are one body, with a blank between them or on two lines', () => {
    const issuers = ['云川市财政局', '中国人民银行云川市分行', '国家税务总局云川市税务局'];
    check(signed('云川市财政局 中国人民银行 云川市分行', '国家税务总局', '云川市税务局', '2026年5月24日'), {
      issuers,
      signed: '2026-05-24',
    });
    check(signed('云川市财政局', '中国人民银行　云川市分行', '国家税务总局 云川市税务局', '2026年5月24日'), {
      issuers,
      signed: '2026-05-24',
    });
  });

  test('names that a narrow print breaks wherever the line ends', () => {
    const article = signed('国家互联网信息办公室工业和信息化部公安部国家安全部文化和旅', '游部国家广播电视总局国家保密局 2026年1月22日');
    check(article, {
      issuers: ['国家互联网信息办公室', '工业和信息化部', '公安部', '国家安全部', '文化和旅游部', '国家广播电视总局', '国家保密局'],
      signed: '2026-01-22',
    });
  });

  test('the head of a body signs for it', () => {
    const order = '《语料审计管理办法》已经国家数据局2026年第5次局务会议审议通过，现予公布，自2026年9月1日起施行。';
    const html = `<h1>语料审计管理办法</h1><div class="TRS_Editor">${plain(order, '国家数据局局长　王一', '2026年2月12日', '语料审计管理办法')}${paragraphs('第一条　为了规范语料审计，制定本办法。')}${body}</div>`;
    check(read(page('语料审计管理办法', html)), { issuers: ['国家数据局'], signed: '2026-02-12', effective: '2026-09-01' });
  });

  test('a month without a day is a month', () => {
    const article = signed('云川市数据标准化技术委员会秘书处', '2026年1月');
    expect(article.dates.signed).toMatchObject({ value: '2026-01', precision: 'month', quote: '2026年1月' });
    expect(article.issuers.map(({ name }) => name)).toEqual(['云川市数据标准化技术委员会秘书处']);
  });

  test('what an editor leaves behind a name', () => {
    check(signed('国务院办公厅 &amp;sp;', '一九九六年七月十七日'), { issuers: ['国务院办公厅'], signed: '1996-07-17' });
  });

  test('the committee of a congress whose name is broken by a print; its term is none of the name', () => {
    const html = `<h1>云川市数据条例</h1><div class="TRS_Editor">${plain('云川 市第 十六 届人 民代 表大 会', '常务委员会', '公告', '（第55号）')}${paragraphs('云川市第十六届人民代表大会常务委员会第三十三次会议于2025年11月29日通过的《云川市数据条例》，现予公布，自2026年2月28日起施行。', '第一条　为了规范数据处理，制定本条例。')}${body}</div>`;
    const article = read(page('云川市数据条例', html));
    check(article, { issuers: ['云川市人民代表大会常务委员会'], effective: '2026-02-28', type: 'local-regulation' });
    expect(article.number).toMatch(/公告第五十五号$/);
  });

  test('the body that an order or announcement on one line is numbered for', () => {
    const text = paragraphs('《云川市河港条例》已经审议通过，现予公布，自2024年9月1日起施行。');
    const act = (head: string) =>
      read(
        page('云川市河港条例', `<h1>云川市河港条例</h1><div class="TRS_Editor">${plain(head)}${text}${plain('2024年6月1日')}${body}</div>`),
      );
    check(act('云川市人民代表大会常务委员会公告〔十六届〕第12号'), {
      issuers: ['云川市人民代表大会常务委员会'],
      signed: '2024-06-01',
      effective: '2024-09-01',
    });
    check(act('云川市人民政府令第45号'), { issuers: ['云川市人民政府'], signed: '2024-06-01' });
  });

  test('the sign of a joint order stands beside its first body, the others follow', () => {
    const head = plain('中华人民共和国商务部 令', '国家税务总局', '国 家外汇管理局', '二〇二四年 第3号');
    const text = paragraphs('《云港投资管理办法》已经审议通过，现予公布，自2024年12月2日起施行。', '第一条　为了规范投资，制定本办法。');
    const article = read(page('云港投资管理办法', `<h1>云港投资管理办法</h1><div class="TRS_Editor">${head}${text}${body}</div>`));
    check(article, { issuers: ['中华人民共和国商务部', '国家税务总局', '国家外汇管理局'] });
  });
});

describe('where number and day stand', () => {
  test('the first line repeats the title in full, with the number behind it', () => {
    const html = `<h1>关于印发云川市户籍迁移管理规定的通知</h1><div class="TRS_Editor"><p>云川市人民政府关于印发云川市户籍迁移管理规定的通知（云府〔2023〕14号）</p><p>各区：</p>${body}</div>`;
    check(read(page('关于印发云川市户籍迁移管理规定的通知', html)), { number: '云府〔2023〕14号', type: 'measures' });
  });

  test('the table of the act stands under the text of a print', () => {
    const foot = plain('主题分类：工业、交通 公文种类：通知', '成文日期：2025年02月25日');
    const html = `<h1>${title}</h1><div class="TRS_Editor"><p>各有关单位：</p>${body.repeat(8)}${foot}</div>`;
    const article = read(page(title, html));
    check(article, { signed: '2025-02-25' });
    expect(article.dates.signed?.quote).toContain('2025年02月25日');
  });

  test('a quote holds the date, wherever label and value stand', () => {
    const html = `<div><div>发布日期：</div><div>2026年06月17日</div></div><h1>${title}</h1><div class="TRS_Editor"><p>各有关单位：</p>${body}</div>`;
    const published = read(page(title, html)).dates.published;
    expect([published?.value, published?.quote]).toEqual(['2026-06-17', '发布日期： 2026年06月17日']);
  });

  test('a notice without a title but its addressee', () => {
    const html = `<h1>各区政府（管委会），各有关单位：</h1><div class="TRS_Editor">${body}<p>本通知自印发之日起零时施行。</p>${plain('云川市数据局', '2026年9月6日')}</div>`;
    check(read(page('各区政府（管委会），各有关单位：', html)), {
      type: 'notice',
      issuers: ['云川市数据局'],
      signed: '2026-09-06',
      effective: '2026-09-06',
    });
  });
});

test('kinds of acts by what they issue, and by who issued them', () => {
  const type = (name: string, number?: string, ...issuers: string[]) =>
    documentType({
      title: name,
      text: '',
      url: 'https://www.yunchuan.gov.cn/1.html',
      ...(number === undefined ? {} : { number }),
      issuers: issuers.map((each) => ({ name: each })),
    });
  expect(type('国务院办公厅关于印发国家组织算力集中采购和使用试点方案的通知')).toBe('plan');
  expect(type('云川市算力集中采购项目的通知')).toBe('procurement');
  expect(type('云川市人民政府办公室印发云川市算力普惠试点实施方案的通知')).toBe('plan');
  expect(type('云川省人工智能安全事件应急预案')).toBe('plan');
  expect(type('算力市场登记实施细则', '国令第974号', '国务院')).toBe('regulation');
  expect(type('算力资源市场暂行条例', '国令第900号', '国务院')).toBe('regulation');
  expect(type('云山族土家族自治县算力条例', undefined, '云山族土家族自治县人民代表大会')).toBe('local-regulation');
  expect(type('云川省算力废物管理办法', undefined, '云川省人民代表大会常务委员会')).toBe('local-regulation');
  expect(type('云川省算力废物管理办法', '云川省人民政府令第3号', '云川省人民政府')).toBe('rule');
});
