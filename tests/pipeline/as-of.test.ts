import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { reprocess } from '../../shared/pipeline/collect/mend.ts';
import { command } from '../support/command.ts';
import { type Act, list, ministry } from '../support/sites.ts';
import { openStory, type Story, type World } from '../support/story.ts';

const host = 'https://www.nda.gov.cn';
const index = `${host}/tz/index.html`;
const page = `${host}/tz/202609/t20260901_1.html`;
const successor = `${host}/tz/202610/t20261010_2.html`;

const act: Act = {
  title: '国家数据局关于印发《智能算力券管理办法》的通知',
  number: '国数资源〔2026〕301号',
  issuers: ['国家数据局'],
  signed: '2026-08-28',
  published: '2026-09-01',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '根据《人工智能训练数据登记办法》（国数综〔2026〕101号），现印发《智能算力券管理办法》，请遵照执行。',
    '第一条 为规范人工智能算力券的发放，制定本办法。',
    '第二条 单个企业每年领取的算力券不超过二百万元。',
    '第三条 本办法自2026年10月1日起施行。',
  ],
};
const edited: Act = {
  ...act,
  lines: act.lines.map((line) => line.replace('二百万元', '三百万元').replace('2026年10月1日', '2026年9月20日')),
};
const repealing: Act = {
  ...act,
  title: '国家数据局关于印发《智能算力券管理办法（2026年修订）》的通知',
  number: '国数资源〔2026〕399号',
  signed: '2026-10-09',
  published: '2026-10-10',
  lines: [
    '各省、自治区、直辖市数据管理部门：',
    '现印发修订后的人工智能算力券管理办法，请遵照执行。',
    '第一条 算力券按季度发放。',
    '第二条 本办法自2026年10月15日起施行，《智能算力券管理办法》（国数资源〔2026〕301号）同时废止。',
  ],
};
const entry = (href: string, { title, published }: Act) => ({ href, title, day: published });
const world = (now: Act): World => ({ [index]: list([entry(page, now)]), [page]: ministry(now) });

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 's-nda', publisher: 'nda', url: index }]);
  await story.play('2026-09-02', world(act));
  await story.play('2026-09-05', world(edited));
  await story.play('2026-10-11', {
    ...world(edited),
    [index]: list([entry(page, edited), entry(successor, repealing)]),
    [successor]: ministry(repealing),
  });
});
afterAll(() => story.close());

const show = (...options: readonly string[]) =>
  command('show', page, ...options, '--data', story.bench.data, '--config', story.config, '--now', '2026-10-20T09:00:00+08:00');
const json = async (...options: readonly string[]) => JSON.parse((await show(...options, '--json')).out);

describe('show --as-of', () => {
  test('gives the text, dates, status and links of that day', async () => {
    const first = await json('--as-of', '2026-09-03');
    expect(first.text).toContain('二百万元');
    expect(first.dates.effective).toMatchObject({ value: '2026-10-01' });
    expect(first.status).toBe('not-yet-in-force');
    expect(first.citedBy).toEqual([]);
    expect(first.links).toContainEqual(expect.objectContaining({ relation: 'implements', state: 'unresolved' }));
    expect(first.revisions).toHaveLength(1);
    expect(first.lastSeenAt <= '2026-09-03T16:00:00.000Z').toBe(true);

    const second = await json('--as-of', '2026-09-25');
    expect([second.text.includes('三百万元'), second.dates.effective.value, second.status]).toEqual([true, '2026-09-20', 'in-force']);
    expect(second.revisions).toHaveLength(2);

    const now = await json();
    expect(now.status).toBe('repealed');
    expect((await json('--as-of', '2026-10-12')).citedBy).toHaveLength(1);
  });

  test('says when nothing was held yet, and what a day looks like', async () => {
    expect(await show('--as-of', '2026-09-01')).toMatchObject({ status: 1, err: expect.stringContaining('first collected at 2026-09-02') });
    expect(await show('--as-of', '2026-13-01')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--as-of: "2026-13-01" is no day'),
    });
    expect(await show('--as-of', '2027-01-01')).toMatchObject({ status: 2, err: expect.stringContaining('still to come') });
  });
});

describe('show --diff and --history', () => {
  test('tell what was changed by article and field, both ways', async () => {
    const { changes } = await json('--diff', '1', '2');
    expect(changes).toEqual([
      { field: 'dates.effective', before: '2026-10-01', after: '2026-09-20' },
      { field: 'text 第二条', before: act.lines[3], after: edited.lines[3] },
      { field: 'text 第三条', before: act.lines[4], after: edited.lines[4] },
    ]);
    const back = await json('--diff', '2', '1');
    expect(back.changes[1]).toEqual({ field: 'text 第二条', before: edited.lines[3], after: act.lines[3] });
    const { out } = await show('--diff', '1', '2');
    expect(out).toContain(`@ 第二条\n- ${act.lines[3]}\n+ ${edited.lines[3]}\n`);
    expect((await show('--history')).out).toContain(`+ ${edited.lines[3]}`);
  });
});

describe('an address for each state', () => {
  const ask = (path: string, now = '2026-10-20T09:00:00+08:00') =>
    story.bench.within({ now, config: story.config }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'secret of a test', local: true }));
      const answer = await app.request(`http://127.0.0.1:4180${path}`, { headers: { accept: 'text/html' } });
      return { status: answer.status, to: answer.headers.get('location'), body: await answer.text() };
    });
  const json = async (path: string) => JSON.parse((await ask(`/api/v1/${path}`)).body);

  test('gives its text, span and hash, page and API, the same for ever', async () => {
    const { id } = await story.show(page);
    const first = await json(`documents/${id}/v/1`);
    expect([first.text.includes('二百万元'), first.dates.effective.value, first.status]).toEqual([true, '2026-10-01', 'not-yet-in-force']);
    expect(first.revisions).toHaveLength(1);
    const now = await json(`documents/${id}`);
    expect(first.state).toEqual({
      n: 1,
      from: first.revisions[0].at,
      until: now.revisions[1].at,
      textHash: first.revisions[0].textHash,
      evidence: first.revisions[0].evidence,
      page: `/documents/${id}/v/1`,
    });
    expect(now.state).toMatchObject({ n: 2, page: `/documents/${id}/v/2` });
    expect(now.state.until).toBeUndefined();
    expect((await ask(`/api/v1/documents/${id}/v/1`, '2026-12-20T09:00:00+08:00')).body).toBe(
      (await ask(`/api/v1/documents/${id}/v/1`)).body,
    );
    const { body } = await ask(`/documents/${id}/v/1`);
    expect(body).toContain(`SHA-256 <code>${first.state.textHash}</code>`);
    expect(body).toMatch(/Version 1, read 2 September 2026[^;]{1,30}; changed 5 September 2026/);
    expect((await ask(`/documents/${id}`)).body).toContain(`href="/documents/${id}/v/1"`);
    expect((await show()).out).toContain(`/documents/${id}/v/2`);
  });

  test('is what is cited, on the page and in the API', async () => {
    const { id } = await story.show(page);
    const { state } = await json(`documents/${id}/v/1`);
    const archived = `存档第1版(2026-09-02)：http://127.0.0.1:4180/documents/${id}/v/1，SHA-256：${state.evidence.split('/')[2]}.`;
    const { body } = await ask(`/api/v1/documents/${id}/citation?format=gbt7714&n=1`);
    expect(body).toContain('[2026-10-20]');
    expect(body).toContain(archived);
    expect((await json(`documents/${id}/citation`)).archive_location).toBe(`http://127.0.0.1:4180/documents/${id}/v/2`);
    const html = (await ask(`/documents/${id}/v/1`)).body;
    expect(html).toContain(state.evidence.split('/')[2]);
    expect(html).toContain(`citation?format=apa&amp;n=1`);
    const text = (await ask(`/documents/${id}/v/1/text`)).body;
    expect([text.includes('二百万元'), text.includes('三百万元'), text.includes('Version 1, read')]).toEqual([true, false, true]);
    expect((await ask(`/documents/${encodeURIComponent(act.number ?? '')}/v/1/text`)).to).toBe(`/documents/${id}/v/1/text`);
  });

  test('a state that is not there is named by those that are; a number leads to the id', async () => {
    const { id } = await story.show(page);
    expect(await ask(`/api/v1/documents/${id}/v/3`)).toMatchObject({ status: 404, body: expect.stringContaining('1 to 2') });
    expect((await ask(`/api/v1/documents/${id}/v/x`)).status).toBe(404);
    const named = await ask(`/documents/${encodeURIComponent(act.number ?? '')}/v/1`);
    expect([named.status, named.to]).toEqual([302, `/documents/${id}/v/1`]);
  });

  test('pages of a past day say so, and stay in it', async () => {
    const { id } = await story.show(page);
    const week = await ask('/digests/2026-W36?asOf=2026-09-03');
    expect(week.body).toContain('As held at the end of 3 September 2026');
    expect(week.body).toContain(`href="/documents/${id}?asOf=2026-09-03`);
    expect((await ask('/?asOf=2026-09-03')).body).toContain('2026-W36');
    expect((await ask('/digests/2026-W40?asOf=2026-09-03')).status).toBe(404);
    expect((await ask(`/documents/${id}/text?asOf=2026-09-03`)).body).toContain('二百万元');
    expect((await ask('/landmarks?asOf=2026-09-03')).body).toContain('As held at the end of');
    expect((await ask('/landmarks/ai-plus?asOf=2026-09-03')).body).toContain('As held at the end of');
    for (const path of ['/landmarks', '/digests/2026-W36', '/lineage', '/landmarks/ai-plus'])
      expect((await ask(`${path}?asOf=2027-01-01`)).status, path).toBe(400);
  });

  test('what we read better later is told of a past day, and marked as ours', async () => {
    const { id } = await story.show(successor);
    await story.bench.within({ now: '2026-10-13T09:00:00+08:00', config: story.config }, async (context) => {
      const head = await context.documents.head(id);
      if (!head) throw new Error('not held');
      await context.documents.putHead({ ...head, title: '旧标题', english: { title: 'Old', by: 'glossary' }, version: head.version + 1 });
      for await (const _each of reprocess({}, context));
    });
    const then = await json(`documents/${id}?asOf=2026-10-12`);
    expect([then.title, then.state.n, then.state.corrected]).toEqual([
      repealing.title,
      1,
      [expect.objectContaining({ n: 2, fields: expect.arrayContaining(['title']) })],
    ]);
    expect((await ask(`/documents/${id}?asOf=2026-10-12`)).body).toContain('Corrected later by Hongtou');
    expect((await json(`documents/${id}/v/1`)).title).toBe('旧标题');
  });
});
