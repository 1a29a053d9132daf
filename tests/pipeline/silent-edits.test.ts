import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { reported } from '../faults/report.ts';
import { type Act, list, ministry, redesigned } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

const host = 'https://www.nda.gov.cn';
const index = `${host}/sjj/zwgk/tzgg/index.html`;
const at = (name: string): string => `${host}/sjj/zwgk/tzgg/0901/${name}.html`;

const base = (n: number, title: string, lines: readonly string[], more: Partial<Act> = {}): Act => ({
  title,
  number: `国数综〔2026〕${n}号`,
  issuers: ['国家数据局'],
  signed: '2026-08-25',
  published: '2026-09-01',
  lines,
  ...more,
});

const articles = [
  '第一条 为规范人工智能训练数据的登记，制定本办法。',
  '第二条 本办法所称登记，是指对数据集来源、规模和用途的记载。',
  '第三条 登记机构应当对申请材料进行形式审查。',
  '第四条 登记不收取费用。',
  '第五条 登记机构应当在十个工作日内完成登记：',
  '（一）材料齐全的，当场受理；',
  '（二）材料不全的，一次告知。',
  '第六条 登记证书有效期为三年。',
  '第七条 申请人应当对材料的真实性负责，不得隐瞒数据来源。',
  '第八条 违反本办法的，由登记机构责令改正。',
  '第九条 本办法自2026年12月1日起施行。',
];
const replaced = (lines: readonly string[], from: string, to: string): readonly string[] => lines.map((line) => line.replace(from, to));

/** Each act as it is first, and as its publisher leaves it later. */
const acts: Readonly<Record<string, readonly [Act, Act]>> = {
  word: [
    base(101, '人工智能训练数据登记办法', articles),
    base(101, '人工智能训练数据登记办法', replaced(articles, '不得隐瞒', '不得伪造')),
  ],
  inserted: [
    base(102, '人工智能数据标注质量管理办法', articles),
    base(102, '人工智能数据标注质量管理办法', [
      ...articles.slice(0, 3),
      '第四条 登记机构应当公开收费标准和办理时限。',
      ...articles
        .slice(3)
        .map((line) => line.replace(/^第(.)条/, (_, n: string) => `第${'一二三四五六七八九十'['一二三四五六七八九十'.indexOf(n) + 1]}条`)),
    ]),
  ],
  table: [
    base(103, '关于人工智能场景开放安排的通知', ['各单位：', '现将人工智能场景开放安排通知如下。'], {
      table: [
        ['批次', '开放日期'],
        ['第一批', '2026年10月15日'],
        ['第二批', '2026年11月20日'],
      ],
    }),
    base(103, '关于人工智能场景开放安排的通知', ['各单位：', '现将人工智能场景开放安排通知如下。'], {
      table: [
        ['批次', '开放日期'],
        ['第一批', '2026年10月15日'],
        ['第二批', '2026年12月20日'],
      ],
    }),
  ],
  number: [
    base(140, '关于做好人工智能语料采集工作的通知', ['各单位：', '请做好人工智能语料采集工作，按季度报送进展。']),
    base(104, '关于做好人工智能语料采集工作的通知', ['各单位：', '请做好人工智能语料采集工作，按季度报送进展。']),
  ],
  file: [
    base(105, '关于公布人工智能典型案例名单的通知', ['各单位：', '现公布人工智能典型案例名单。'], {
      files: [{ href: './P020260901000001.pdf', title: '典型案例名单.pdf' }],
    }),
    base(105, '关于公布人工智能典型案例名单的通知', ['各单位：', '现公布人工智能典型案例名单。'], {
      files: [{ href: './P020260902000009.pdf', title: '典型案例名单.pdf' }],
    }),
  ],
  title: [
    base(106, '关于开展人工只能示范应用的通知', ['各单位：', '现开展人工智能示范应用，请认真组织。']),
    base(106, '关于开展人工智能示范应用的通知', ['各单位：', '现开展人工智能示范应用，请认真组织。']),
  ],
  deadline: [
    base(
      107,
      '关于《算力互联互通规范（征求意见稿）》公开征求意见的公告',
      ['为规范算力互联互通，现公开征求意见。', '意见反馈截止时间为2026年10月10日。'],
      { number: undefined } as never,
    ),
    base(
      107,
      '关于《算力互联互通规范（征求意见稿）》公开征求意见的公告',
      ['为规范算力互联互通，现公开征求意见。', '意见反馈截止时间为2026年10月25日。'],
      { number: undefined } as never,
    ),
  ],
  still: [base(108, '智能算力资源调度办法', articles), base(108, '智能算力资源调度办法', articles)],
};

const noise = (
  n: number,
): string => `<div class="count">浏览次数：<span id="hits">${1000 + n * 37}</span> 次 字号：【大 中 小】 打印 关闭</div>
<div class="xgjd"><h3>相关解读</h3><ul>${[1, 2, 3].map((i) => `<li><a href="/jd/${n * 10 + i}.html">人工智能解读之${n * 10 + i}</a> <span>2026-09-0${i}</span></li>`).join('')}</ul></div>
<div class="weather">今天是2026年9月${n}日 北京 晴 ${n}~${n + 9}℃</div><form><input type="hidden" name="csrf" value="${'0123456789abcdef'.repeat(2).slice(n % 16)}f"></form>
<div class="ad"><a href="https://ad.example/${n}">${['全民健身日', '垃圾分类', '安全生产月'][n % 3]}</a></div><script>var t=${n * 99991};</script>`;

let rounds = 0;
/** The whole site on one day: `later` names the acts that are as their publisher left them. */
function world(later: readonly string[], page: typeof ministry = ministry, more: World = {}): World {
  rounds += 1;
  const now = Object.entries(acts).map(([name, [first, last]]) => [name, later.includes(name) ? last : first] as const);
  return {
    [index]: list(now.map(([name, act]) => ({ href: at(name), title: act.title, day: act.published }))),
    ...Object.fromEntries(now.map(([name, act]) => [at(name), page(act, '国家数据局', noise(rounds))])),
    ...more,
  };
}
const all = Object.keys(acts);
const edited = all.filter((name) => name !== 'still');

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
});
afterAll(() => story.close());

const publisherSaid = ({ revisions }: ShownDocument): readonly string[] =>
  revisions.filter(({ by }) => by === 'publisher').map(({ what }) => what);
const changesOf = async (name: string) => (await story.show(at(name))).revisions.findLast(({ what }) => what === 'changed')?.changes ?? [];

describe.sequential('a site in five rounds', () => {
  test('the first reading', async () => {
    const report = await story.play('2026-09-02', world([]));
    expect(report.documents).toEqual({ new: 8, changed: 0, same: 0, withdrawn: 0 });
    expect((await story.show(at('word'))).status).toBe('not-yet-in-force');
  });

  test('counters, links, tokens and weather make no revision', async () => {
    const report = await story.play('2026-09-03', world([]));
    expect(report.documents).toEqual({ new: 0, changed: 0, same: 8, withdrawn: 0 });
    for (const name of all) expect((await story.show(at(name))).revisions, name).toHaveLength(1);
  });

  test('every silent edit is one change, told by article and field', async () => {
    const report = await story.play('2026-09-05', world(edited));
    expect(report.documents).toMatchObject({ new: 0, changed: 7, withdrawn: 0 });
    expect(await changesOf('word')).toEqual([
      { field: 'text 第七条', before: articles[8], after: articles[8]?.replace('不得隐瞒', '不得伪造') },
    ]);
    expect(await changesOf('inserted')).toEqual([
      { field: 'text 第四条', after: '第四条 登记机构应当公开收费标准和办理时限。' },
      { field: 'text renumbered', before: '第四条 – 第九条', after: '第五条 – 第十条' },
    ]);
    expect(await changesOf('table')).toEqual([{ field: 'text ¶5', before: '第二批\t2026年11月20日', after: '第二批\t2026年12月20日' }]);
    expect(await changesOf('number')).toEqual([{ field: 'number', before: '国数综〔2026〕140号', after: '国数综〔2026〕104号' }]);
    expect((await changesOf('file')).map(({ field }) => field)).toEqual(['attachments']);
    expect((await changesOf('title')).map(({ field }) => field)).toEqual(['title']);
    expect((await changesOf('deadline')).map(({ field }) => field)).toEqual(['dates.commentBy', expect.stringMatching(/^text /)]);
    for (const name of edited) expect(publisherSaid(await story.show(at(name))), name).toEqual(['new', 'changed']);
    const told = await Promise.all(
      (['title', 'word', 'deadline', 'file'] as const).map(async (name) => ({
        changes: (await changesOf(name)).length,
        what: publisherSaid(await story.show(at(name))),
      })),
    );
    const right = told.filter(({ changes, what }) => changes > 0 && what.join() === 'new,changed').length;
    reported(23, { edits: right, falselyNew: report.documents.new });
    expect((await story.show('国数综〔2026〕104号')).url).toBe(at('number'));
  });

  test('a redesign of the whole site with the same texts is no change', async () => {
    const report = await story.play('2026-09-09', world(edited, redesigned));
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    for (const name of edited) expect(publisherSaid(await story.show(at(name))), name).toEqual(['new', 'changed']);
  });

  test('a date that passes changes the status and is no change', async () => {
    const report = await story.play('2026-12-02', world(edited, redesigned));
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
    const document = await story.show(at('word'));
    expect(document.status).toBe('in-force');
    expect(publisherSaid(document)).toEqual(['new', 'changed']);
  });
});
