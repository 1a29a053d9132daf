import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type ActStore, type InventedAct, openActs } from '../support/acts.ts';

/** Acts that change acts: what `show` and every other face tells of the earlier one follows from the later one, and from the day on which that was stored. */

const site = 'https://www.yunzhou.gov.cn/zwgk';
const office = '云州市人民政府办公室';
const ruleOf = (name: string, n: number, more: readonly string[] = []): InventedAct => ({
  title: `云州市${name}`,
  number: `云政办规〔2025〕${n}号`,
  issuers: [office],
  day: '2025-01-06',
  body: [
    '第一条　为促进人工智能算力与数据集发展，制定本办法。',
    '第二条　对人工智能训练数据集给予补贴。',
    '第九条　补贴按季度申请。',
    ...more,
  ],
});
const inForce = '第十条　本办法自2025年2月1日起施行。';
const noticeOf = (title: string, body: readonly string[], day = '2026-03-10'): InventedAct => ({
  title: `${office}${title}`,
  number: `云政办发〔2026〕${[...title].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)}号`,
  issuers: [office],
  day,
  body: ['各有关单位：', ...body],
});

const acts = {
  part: ruleOf('人工智能数据集补贴办法', 1, [inForce]),
  term: ruleOf('人工智能算力券管理办法', 2, ['第十条　本办法自2025年2月1日起施行，有效期至2025年12月31日。']),
  start: ruleOf('人工智能训练数据登记办法', 3, ['第十条　本办法自2026年4月1日起施行。']),
  pause: ruleOf('人工智能产品备案办法', 4, [inForce]),
  amended: ruleOf('人工智能园区认定办法', 5, [inForce]),
  over: ruleOf('人工智能数据交易管理办法', 6, [inForce]),
  years: ruleOf('人工智能模型券管理办法', 7, ['第十条　本办法自2025年2月1日起施行，有效期1年。']),
  sum: ruleOf('人工智能语料奖励办法', 8, ['第八条　奖励金额50万元。', inForce]),
  edition: ruleOf('人工智能场景开放办法', 9, [inForce]),
  later: ruleOf('人工智能算力租金办法', 11, [inForce]),
  resumed: ruleOf('人工智能诊断收费办法', 12, [inForce]),
  lastArticle: ruleOf('人工智能制造资金办法', 13, ['第十条　本办法自2025年2月1日起施行，有效期至2026年3月31日。']),
  misdated: ruleOf('人工智能数据分级办法', 14, ['第十条　本办法自2025年2月1日起施行。']),
  listed: ruleOf('人工智能语音检测办法', 15, [inForce]),
  swapped: ruleOf('人工智能园区租金办法', 16, ['第十条　本办法自2025年2月1日起施行，有效期至2026年3月31日。']),
  elsewhere: ruleOf('人工智能园区补助办法', 17, [
    '第八条　申报截至2026年3月31日。',
    '第十条　本办法自2025年2月1日起施行，有效期至2026年3月31日。',
  ]),
  length: ruleOf('人工智能算力预约办法', 18, ['第十条　本办法自2025年2月1日起施行，有效期5年。']),
  rest: ruleOf('人工智能试验场办法', 19, [inForce]),
  startOfPart: ruleOf('人工智能标识登记办法', 20, [inForce]),
  annexed: ruleOf('人工智能算力券兑付办法', 21, ['第十条　本办法自2025年2月1日起施行，有效期至2026年1月31日。']),
} as const;
type Name = keyof typeof acts;
const named = (name: Name): string => `《${acts[name].title}》（${acts[name].number}）`;
const changes: Readonly<Record<Name, InventedAct>> = {
  part: noticeOf('关于废止人工智能数据集补贴办法第九条的通知', [
    `经研究，决定废止${named('part')}第九条。人工智能数据集补贴申请另行通知。`,
  ]),
  term: noticeOf('关于延长人工智能算力券管理办法有效期的通知', [
    `经研究，${named('term')}有效期延长至2028年12月31日。人工智能算力券继续发放。`,
  ]),
  start: noticeOf('关于推迟人工智能训练数据登记办法施行日期的通知', [
    `经研究，${named('start')}施行日期推迟至2026年10月1日。人工智能训练数据提供者应当做好准备。`,
  ]),
  pause: noticeOf('关于暂停实施人工智能产品备案办法的通知', [
    `自2026年4月1日起至2026年6月30日，暂停实施${named('pause')}。人工智能产品备案另行安排。`,
  ]),
  amended: noticeOf('关于修改人工智能园区认定办法的决定', [
    `将${named('amended')}第二条修改为：“对人工智能园区给予认定。”本决定自公布之日起施行。`,
  ]),
  over: noticeOf('关于印发人工智能公共数据管理办法的通知', [
    `第十二条　${named('over')}与本办法不一致的，适用本办法。人工智能公共数据管理适用本办法。`,
  ]),
  years: noticeOf('关于延长人工智能模型券管理办法有效期的通知', [`经评估，决定将${named('years')}有效期延长2年。人工智能模型券继续发放。`]),
  sum: noticeOf('关于更正人工智能语料奖励办法的公告', [`${named('sum')}第八条原文“50万元”更正为“500万元”。人工智能语料奖励按此执行。`]),
  later: noticeOf('关于废止人工智能算力租金办法的通知', [
    `${named('later')}自2026年9月1日起废止。2026年8月31日前已发放的人工智能算力租金照付。`,
  ]),
  resumed: noticeOf('关于暂停施行人工智能诊断收费办法的通知', [`${named('resumed')}自2026年4月1日起暂停施行。人工智能诊断收费另行通知。`]),
  lastArticle: noticeOf('关于修改人工智能制造资金办法的决定', [
    `将${named('lastArticle')}第十条修改为：“本办法自2025年2月1日起施行，有效期至2029年12月31日。”人工智能制造资金继续发放。`,
  ]),
  misdated: noticeOf('关于人工智能数据分级办法的勘误', [
    `${named('misdated')}第十条“本办法自2025年2月1日起施行”应为“本办法自2026年5月1日起施行”。人工智能数据分级办法其他内容不变。`,
  ]),
  listed: noticeOf('关于宣布失效一批人工智能文件的通知', [
    '附件：宣布失效的文件目录',
    '宣布失效的文件目录',
    `1．${acts.listed.title}（${acts.listed.number}）`,
    '2．云州市人工智能门户办法（云政办规〔2014〕2号）',
  ]),
  swapped: noticeOf('关于修改人工智能园区租金办法的决定', [
    `对${named('swapped')}作如下修改：`,
    '一、第十条中的“2026年3月31日”修改为“2027年12月31日”。人工智能园区租金照旧。',
  ]),
  elsewhere: noticeOf('关于修改人工智能园区补助办法的决定', [
    `对${named('elsewhere')}作如下修改：`,
    '一、第八条中的“2026年3月31日”修改为“2027年12月31日”。人工智能园区补助照旧。',
  ]),
  length: noticeOf('关于人工智能算力预约办法的更正', [
    `${named('length')}末条更正如下：`,
    '原文：“有效期5年”；',
    '更正为：“有效期1年”。人工智能算力预约其他内容不变。',
  ]),
  rest: noticeOf('关于暂停实施人工智能试验场办法的公告', [`自2026年4月1日起，暂停实施${named('rest')}六个月。人工智能试验场停止受理。`]),
  startOfPart: noticeOf('关于人工智能标识登记办法第二条延期施行的通知', [
    `${named('startOfPart')}第二条的施行时间推迟至2027年6月1日。人工智能标识登记照旧。`,
  ]),
  annexed: noticeOf('关于延长部分人工智能文件有效期的决定', [
    '经评估，决定延长2件规范性文件的有效期（见附件）。',
    '附件',
    `1．${acts.annexed.title}（${acts.annexed.number}），有效期延长至2029年1月31日`,
    '2．云州市人工智能门牌办法（云政办规〔2014〕9号）',
  ]),
  edition: {
    ...ruleOf('人工智能场景开放办法', 10),
    day: '2026-03-10',
    number: '云政办规〔2026〕10号',
    body: ['第一条　为开放人工智能场景，制定本办法。', `第二条　本办法自2026年4月1日起施行，原${named('edition')}同时废止。`],
  },
};

const resuming = noticeOf(
  '关于恢复施行人工智能诊断收费办法的通知',
  [`自2026年6月1日起，恢复施行${named('resumed')}。人工智能诊断收费照此执行。`],
  '2026-03-10',
);

let store: ActStore;
beforeAll(async () => {
  store = await openActs([{ id: 'ex-city', publisher: 'ex', url: `${site}/`, level: 'L5' }]);
  for (const [n, name] of (Object.keys(acts) as Name[]).entries()) await store.add('2025-01-08', `${site}/a${n}.html`, acts[name]);
  for (const [n, name] of (Object.keys(acts) as Name[]).entries()) await store.add('2026-03-11', `${site}/b${n}.html`, changes[name]);
  await store.add('2026-03-12', `${site}/resumed.html`, resuming);
});
afterAll(() => store.close());

const show = (name: Name, day = '2026-04-15', ...options: string[]): Promise<ShownDocument> =>
  store.show(day, String(acts[name].number), ...options);

describe('the earlier act, after the later one', () => {
  test('the end of a part is told beside its force', async () => {
    const { status, changedBy } = await show('part');
    expect([status, changedBy?.[0]?.relation, changedBy?.[0]?.parts]).toEqual(['in-force', 'ends-in-part', ['第九条']]);
    const text = (await store.say('2026-04-15', 'show', String(acts.part.number))).out;
    expect(text).toMatch(/^From when +In force.*ends in part: Article 9/m);
    expect((await store.page('2026-04-15', `/documents/${(await show('part')).id}`)).replaceAll(/<[^>]*>/g, '')).toContain(
      'ends in part: Article 9',
    );
  });

  test('a longer term has both days with their words', async () => {
    const { status, dates, statusReason } = await show('term');
    expect(status).toBe('in-force');
    expect(dates.expires).toMatchObject({
      value: '2028-12-31',
      quote: expect.stringContaining('延长至2028年12月31日'),
      before: { value: '2025-12-31', quote: expect.stringContaining('有效期至2025年12月31日') },
      changedBy: { title: changes.term.title },
    });
    expect(statusReason).toMatchObject({ until: '2028-12-31', document: { title: changes.term.title } });
    const text = (await store.say('2026-04-15', 'show', String(acts.term.number))).out;
    expect(text).toContain('2028-12-31');
    expect(text).toMatch(/before: 2025-12-31/);
    expect((await store.page('2026-04-15', '/calendar')).includes('2025-12-31')).toBe(false);
  });

  test('a day of effect that was put off', async () => {
    const { status, dates } = await show('start');
    expect([status, dates.effective?.value, dates.effective?.before?.value]).toEqual(['not-yet-in-force', '2026-10-01', '2026-04-01']);
    expect((await show('start', '2026-10-02')).status).toBe('in-force');
  });

  test('a suspension holds from its first day to its last', async () => {
    expect((await show('pause', '2026-03-20')).status).toBe('in-force');
    const during = await show('pause', '2026-04-15');
    expect([during.status, during.statusReason]).toEqual([
      'suspended',
      expect.objectContaining({
        by: 'suspended',
        day: '2026-04-01',
        until: '2026-06-30',
        document: expect.objectContaining({ title: changes.pause.title }),
      }),
    ]);
    expect((await show('pause', '2026-07-01')).status).toBe('in-force');
    const listed = async (day: string) => {
      await store.bench.within({ now: `${day}T09:00:00+08:00` }, async (context) =>
        (await import('../../shared/pipeline/read/index.ts')).updateIndex(context),
      );
      const { items } = JSON.parse(await store.page(day, `/api/v1/documents?q=${encodeURIComponent('产品备案办法')}`, 'application/json'));
      return items.find(({ title }: { title: string }) => title === acts.pause.title).status;
    };
    expect([await listed('2026-03-20'), await listed('2026-04-15'), await listed('2026-07-01')]).toEqual([
      'in-force',
      'suspended',
      'in-force',
    ]);
  });

  test('a term in years goes on behind the old last day', async () => {
    const { status, dates } = await show('years');
    expect([status, dates.expires?.value, dates.expires?.before?.value]).toEqual(['in-force', '2028-01-31', '2026-01-31']);
  });

  test('a corrected sum is told as it was and as it is, and no more as a fact of the act', async () => {
    const { changedBy, summary = [] } = await show('sum');
    expect(changedBy).toMatchObject([
      { relation: 'corrects', before: expect.stringContaining('50万元'), after: expect.stringContaining('500万元') },
    ]);
    expect(summary.map(({ says }) => says).join()).not.toContain('500,000 yuan');
    expect((await store.say('2026-04-15', 'show', String(acts.sum.number))).out).toMatch(/corrected: .*50万元.* -> .*500万元/);
  });

  test('a new edition of the same title ends the old one, and not itself', async () => {
    expect((await show('edition')).status).toBe('repealed');
    expect((await store.show('2026-04-15', String(changes.edition.number))).status).toBe('in-force');
    expect((await show('edition', '2026-03-20')).status).toBe('in-force');
  });

  test('a repeal from a later day on, and one in a list', async () => {
    expect((await show('later')).status).toBe('in-force');
    expect((await show('later', '2026-09-01')).status).toBe('repealed');
    expect((await show('listed')).status).toBe('repealed');
  });

  test('a suspension ends when the act is resumed', async () => {
    expect([(await show('resumed', '2026-03-20')).status, (await show('resumed', '2026-05-20')).status]).toEqual(['in-force', 'suspended']);
    const { status, links } = await show('resumed', '2026-06-01');
    expect([status, links]).toEqual(['in-force', []]);
  });

  test('the last article as amended, or as put right, gives the days of the whole act', async () => {
    const { status, dates } = await show('lastArticle');
    expect([status, dates.expires?.value, dates.expires?.before?.value]).toEqual(['in-force', '2029-12-31', '2026-03-31']);
    const right = await show('misdated');
    expect([right.status, right.dates.effective?.value]).toEqual(['not-yet-in-force', '2026-05-01']);
  });

  test('a bare day or term put for another is that of the act where the act has the old one in that article', async () => {
    const { status, dates } = await show('swapped');
    expect([status, dates.expires?.value, dates.expires?.before?.value]).toEqual(['in-force', '2027-12-31', '2026-03-31']);
    const other = await show('elsewhere');
    expect([other.status, other.dates.expires?.value]).toEqual(['expired', '2026-03-31']);
    const shorter = await show('length');
    expect([shorter.status, shorter.dates.expires?.value]).toEqual(['expired', '2026-01-31']);
  });

  test('a suspension of a stated length is over when it has passed; a part that is put off moves no day of the act', async () => {
    expect((await show('rest')).status).toBe('suspended');
    expect((await show('rest', '2026-10-02')).status).toBe('in-force');
    const part = await show('startOfPart');
    expect([part.status, part.dates.effective?.value, part.changedBy?.[0]?.parts]).toEqual(['in-force', '2025-02-01', ['第二条']]);
  });

  test('what an annex lists has what the act says of its annex', async () => {
    const { status, changedBy } = await show('annexed');
    expect([status, changedBy?.map(({ relation }) => relation)]).toEqual(['in-force', ['extends']]);
  });

  test('an amendment is listed, precedence changes nothing', async () => {
    const { status, changedBy } = await show('amended');
    expect([status, changedBy?.map(({ relation }) => relation)]).toEqual(['in-force', ['amends']]);
    const over = await show('over');
    expect([over.status, over.changedBy, over.warnings.filter(({ field }) => field === 'status')]).toEqual(['in-force', undefined, []]);
  });
});

test('as of a day before the later act was stored, the earlier state is told with the day on which it began', async () => {
  const then = await show('term', '2026-04-15', '--as-of', '2026-02-01');
  expect([then.status, then.dates.expires?.value, then.statusReason.day]).toEqual(['expired', '2025-12-31', '2025-12-31']);
  const { id } = then;
  const api = async (asOf: string) =>
    JSON.parse(await store.page('2026-04-15', `/api/v1/documents/${id}?asOf=${asOf}`, 'application/json'));
  expect(await api('2026-02-01')).toMatchObject({ status: 'expired', dates: { expires: { value: '2025-12-31' } } });
  expect(await api('2026-03-11')).toMatchObject({
    status: 'in-force',
    dates: { expires: { value: '2028-12-31', before: { value: '2025-12-31' } } },
  });
  expect(await store.page('2026-04-15', `/documents/${id}?asOf=2026-02-01`)).toContain('Expired');
  expect((await api('nonsense')).status).toBe(400);
});

test('the lineage draws what a later act does, with the state of the day that is asked for', async () => {
  const { id, statusReason } = await show('term');
  const by = statusReason.document?.id;
  const graph = async (asOf = '') =>
    JSON.parse(await store.page('2026-04-15', `/api/v1/lineage?of=${id}${asOf && `&asOf=${asOf}`}`, 'application/json'));
  const now = await graph();
  expect(now.edges).toContainEqual(expect.objectContaining({ from: by, to: id, relation: 'extends' }));
  expect(now.nodes.find((node: { id: string }) => node.id === id)).toMatchObject({ status: 'in-force' });
  const then = await graph('2026-02-01');
  expect(then.edges).toEqual([]);
  expect(then.nodes).toMatchObject([{ id, status: 'expired' }]);
  expect((await graph('2026-03-11')).edges).toEqual(now.edges);
  expect((await graph('2031-03-11')).status).toBe(400);
  const page = await store.page('2026-04-15', `/lineage/${id}`);
  expect(page).toContain('class="e extends"');
  const old = await store.page('2026-04-15', `/lineage/${id}?asOf=2026-02-01`);
  expect(old).toContain('As held at the end of');
  expect(old).not.toContain('class="e extends"');
});

test('lists, calendar and exports have the later days', async () => {
  const api = async (path: string) => JSON.parse(await store.page('2026-04-15', `/api/v1/${path}`, 'application/json'));
  const { items } = await api(`documents?q=${encodeURIComponent('算力券管理办法')}`);
  expect(items.find(({ title }: { title: string }) => title === acts.term.title)).toMatchObject({
    status: 'in-force',
    dates: { expires: { value: '2028-12-31' } },
  });
  const calendar = await api('calendar?kind=effective&from=2026-03-01&to=2026-12-31');
  expect(JSON.stringify(calendar)).toContain('2026-10-01');
  const csv = await store.page('2026-04-15', '/api/v1/documents.csv', 'text/csv');
  expect(csv).toContain('2028-12-31');
  const exported = (await store.say('2026-04-15', 'export', '--format', 'jsonl')).out;
  expect(exported).toContain('"before":{"value":"2025-12-31"');
});

test('the digest tells it once, in the week of the later text', async () => {
  const digest = JSON.parse((await store.say('2026-03-17', 'digest', '--week', '2026-W11', '--format', 'json')).out);
  const items = Object.values(
    digest.sections as Record<string, { title: string; relations: { relation: string; changes?: object[] }[] }[]>,
  ).flat();
  expect(items.map(({ title }) => title)).not.toContain(acts.term.title);
  const told = items.filter(({ title }) => title === changes.term.title);
  expect(told).toHaveLength(1);
  expect(told[0]?.relations).toMatchObject([{ relation: 'extends', changes: [{ until: { value: '2028-12-31' } }] }]);
});
