import { describe, expect, test } from 'vitest';
import { tellDuty } from '../../shared/stages/english/clause/sentence.ts';
import { tellConsequences } from '../../shared/stages/english/clause/whom.ts';
import { englishTitle } from '../../shared/stages/english/english.ts';
import { headlineOf } from '../../shared/stages/english/headline.ts';
import { readBearing } from '../../shared/stages/facts/article-facts.ts';
import { readFigures } from '../../shared/stages/facts/figures.ts';
import { readCitations } from '../../shared/stages/facts/link.ts';
import { page, read } from './article-kit.ts';

/** What is told of pages that a reader would take wrongly. All texts are invented. */

const cited = (title: string, text: string, type: 'law' | 'regulation' | 'notice', number = '国令第782号'): readonly string[] =>
  readCitations({ title, text, type, number, language: 'zh-Hans' }).map((each) => `${each.relation} ${each.title ?? each.number}`);

describe('an act and its own order, history and other names', () => {
  test('the edition in brackets is no part of its name', () =>
    expect(cited('雾灯普及法（2024年修订）', '《中华人民共和国雾灯普及法》已由会议修订通过，现予公布。', 'law')).toEqual([]));

  test('the order, the decision and the note under the title tell of this act', () => {
    const text = `《国务院关于修改〈国家雾灯奖励条例〉的决定》已经第32次常务会议通过，现予公布，自公布之日起施行。
国务院决定对《国家雾灯奖励条例》作如下修改：
国家雾灯奖励条例
（1999年5月23日国务院令第265号发布 根据2003年12月20日《国务院关于废止和修改部分行政法规的决定》第一次修订）
第一条 为了奖励，根据《中华人民共和国科学技术进步法》，制定本条例。`;
    expect(cited('国家雾灯奖励条例（国务院令第782号第四次修订）', text, 'regulation')).toEqual(['implements 中华人民共和国科学技术进步法']);
  });

  test('what is forwarded is one text, with 的 and without', () =>
    expect(
      cited(
        '云川市人民政府办公室转发市民政局关于整顿雾灯协会意见的通知',
        '市民政局《关于整顿雾灯协会的意见》已经同意，现转发给你们。',
        'notice',
      ),
    ).toHaveLength(1));
});

describe('what is said of one part or by the page', () => {
  const title = '云川市关于雾灯工作的通知';
  test.each([
    ['企业要根据《雾灯产品准入指南》（详见附件1），加强建设。', []],
    ['*注：本文格式遵循《电子文件格式规范》标准。', []],
    ['气象站建设的具体事宜，请雾灯局按照《雾灯往来请示的通知》，与有关部门协商办理。', ['cites 雾灯往来请示的通知']],
    ['从督查情况看，各地认真落实《雾灯工作报告》提出的任务要求。', ['cites 雾灯工作报告']],
    ['为落实《雾灯工作报告》，现就有关事项通知如下。', ['implements 雾灯工作报告']],
  ])('%s', (text, told) => expect(cited(title, text, 'notice')).toEqual(told));
});

describe('the year that opens a paragraph is that of its targets', () => {
  const of = (text: string) =>
    readFigures({ title: '关于雾灯的指导意见', text, type: 'opinions', day: '2026-05-06' }).map(
      ({ year, yearFrom }) => `${year} ${yearFrom}`,
    );
  test('as the text says', () => expect(of('到2030年，雾灯供给持续提升。雾灯普及率达到70%。')).toEqual(['2030 text']));
  test('and not of what rises each year', () =>
    expect(of('到2030年，雾灯供给持续提升。雾灯普及率每年提升3个百分点。')).toEqual(['2030 page']));
});

test('a time that is given is no support', () => {
  const of = (text: string) => readFigures({ title: '', text, type: 'news', day: '2026-05-06' }).map(({ strength }) => strength);
  expect(of('对调出目录的雾灯，给予6个月的过渡期。')).toEqual(['fact']);
  expect(of('对雾灯企业，给予6个月的补贴。')).toEqual(['support']);
});

test('where something happened does not issue the act about it', () => {
  const title = '国务院办公厅关于山西、安徽省四起特大煤矿瓦斯爆炸事故调查处理情况的通报';
  expect(headlineOf({ title, type: 'notice' }).english).toMatch(/^General Office of the State Council: .*Shanxi, Anhui$/);
});

test('a part of an issuer’s name is no subject', () => {
  const title = '海口市自然资源和规划局海口市发展和改革委员会关于促进房地产市场平稳健康发展的通知';
  expect(headlineOf({ title, type: 'notice' }).english).not.toContain('Natural Resources');
  expect(headlineOf({ title: '自然资源部关于自然资源试点的通知', type: 'notice' }).english).toContain('Natural Resources');
});

describe('no task is', () => {
  const tasks = (...lines: readonly string[]) =>
    readBearing({ title: '云川市雾灯若干措施', text: ['一、雾灯', ...lines].join('\n'), type: 'several-measures' }).duties.filter(
      ({ task }) => task,
    );
  test('what somebody may apply for', () => {
    expect(tasks('建设单位可在有效期届满前向雾灯部门申请办理雾灯延期。')).toEqual([]);
    expect(tasks('推进雾灯平台建设。')).toHaveLength(1);
  });
  test('what a reply tells was done', () => expect(tasks('我们采取了以下几方面的措施：', '推进雾灯平台建设。')).toEqual([]));
});

test('there is one of a national body', () =>
  expect(englishTitle('国务院办公厅关于调整国家教材委员会组成人员的通知').english).toContain('Members of the National Textbook Committee'));

describe('who issued it', () => {
  const body = '<p>一、各雾灯企业应当加强管理，提高服务质量，保障运行安全。</p><p>二、各地应当做好保障工作。</p>';
  test('by a number that one body alone gives', () => {
    const title = '关于改进雾灯管理工作的若干意见';
    const html = page(title, `<h1>${title}</h1><p>国资发产权规〔2024〕100号</p><div>${body}</div>`);
    expect(read(html).issuers.map(({ id }) => id)).toEqual(['sasac']);
  });

  test('by its name and a month in one line', () => {
    const title = '雾灯密码应用测评要求';
    const html = page(title, `<h1>${title}</h1><div>${body}<p>云川市雾灯协会二〇二〇年十二月</p></div>`);
    expect(read(html).dates.signed).toMatchObject({ value: '2020-12', precision: 'month' });
  });
});

test('a law on the page of a university is that law, and the day of the page none of it', () => {
  const text =
    '<p>第一条 为了管理雾灯，制定本法。</p><p>第二条 雾灯应当安全。</p><p>第三条 本法自公布之日起施行。《雾灯推广法》同时废止。</p>';
  const html = page('中华人民共和国雾灯法-纪检', `<div>发布时间: 2018-05-17</div><div>${text}</div>`);
  const article = read(html, 'https://www.yunchuan.edu.cn/a.html');
  expect(article).toMatchObject({ title: '中华人民共和国雾灯法', type: 'law', citations: [{ title: '雾灯推广法', relation: 'repeals' }] });
  expect(article.dates.effective).toBeUndefined();
});

describe('the number of an act behind its title', () => {
  const title = '云川市人民政府办公室关于印发云川市雾灯投资若干措施的通知';
  const lines = `<p>首页 &gt; 文件 ${title} ${title}(云府办发〔2022〕17号)各县(市、区)人民政府:</p><p>现将《云川市雾灯投资的若干措施》印发给你们。各单位应当认真执行。</p>`;
  const article = read(page(title, `<h1>${title}</h1><div>${lines}</div>`));
  test('is its own, and it cites neither that nor what it issues', () =>
    expect(article).toMatchObject({ number: '云府办发〔2022〕17号', citations: [] }));
});

describe('what nobody says is so', () => {
  const strengths = (text: string) => readFigures({ title: '', text, type: 'news', day: '2026-05-06' }).map(({ strength }) => strength);
  test.each(['根据模型预测，如果雾情恶化，雾灯收入将下降5%。', '一些地区萎缩幅度可能高达12%。', '预计明年雾灯产值增长10%。'])(
    '%s',
    (text) => expect(strengths(text)).toEqual([undefined]),
  );
  test('and what is', () => expect(strengths('若干雾灯企业产值增长5%。')).toEqual(['fact']));
});

describe('sums', () => {
  const sums = (text: string) =>
    readFigures({ title: '云川市雾灯措施', text, type: 'several-measures', day: '2026-05-06' }).map(({ value, strength, every, scope }) =>
      [value, strength ?? '-', every, scope].filter(Boolean).join(' '),
    );
  test.each([
    ['对新装雾灯的家庭，发放一次性补贴5000元；给予家庭每人每年600元的补贴。', ['5000 support 一次性补贴', '600 support year 每人补贴']],
    ['按照每个婴幼儿每月2000元的标准定额扣除。', ['2000 - 每个婴幼儿每月']],
    ['一孩给予“98天+2个月”的产假。', []],
    ['按雾港评估增加年限总地价的70%缴交出让金。', ['70 - 雾港评估增加年限总地价']],
  ])('%s', (text, told) => expect(sums(text)).toEqual(told));
});

test('a day in UTC is one of Beijing', () => {
  const html = page(
    '云川市雾灯要闻',
    '<script>var a = {"publishDate": "2019-09-06T20:31:40.109Z"}</script><h1>云川市雾灯要闻</h1><p>雾灯正常，各单位应当认真执行。</p>',
  );
  expect(read(html).dates.published).toMatchObject({ value: '2019-09-07', time: '04:31' });
});

test('what is in force from the day of another act does not say that it has none', () => {
  const title = '云川市关于雾灯认定标准的通知';
  const text =
    '<p>现就雾灯认定标准通知如下：无雾灯的按首套执行。</p><p>本通知自《关于优化雾灯认定标准的通知》（建雾〔2023〕52号）印发之日起施行。</p>';
  const html = page(title, `<h1>${title}</h1><div>${text}<p style="text-align:right">云川市人民政府办公室<br>2023年8月29日</p></div>`);
  expect(read(html).warnings).toMatchObject([{ field: 'dates.effective', reason: 'the text counts from the day of another act' }]);
});

describe('in English', () => {
  test.each([
    ['企业应当采取有效的风险控制措施。', 'Enterprises must take effective risk control measures.'],
    ['企业应当采取措施保障数据安全。', 'Enterprises must take measures to ensure data security.'],
    ['应当优先发展人工智能产业。', 'It is required to give priority to developing the AI industry.'],
    ['建设数据中心，应当符合国家标准。', 'Those who build data centres must comply with national standards.'],
  ])('%s', (text, told) => expect(tellDuty(text)).toBe(told));
  test('what things must be like binds them, and nobody who makes them', () =>
    expect(tellDuty('建设工程采购和使用的建设工程材料，应当符合产品质量标准。')).not.toMatch(/those who/i));
});

test('what has befallen somebody already is no consequence', () => {
  expect(tellConsequences(['运营机构被责令停产停业或者受到刑事处罚的，终止其授权。'])?.says).toBe(
    'Consequences named: authorization or services ended.',
  );
  expect(tellConsequences(['违反规定的，责令停产停业。'])?.says).toBe('Consequences named: business halted.');
});
