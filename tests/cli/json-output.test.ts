import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-18T09:00:00+08:00';
const number = '国数资源〔2026〕951号';
const url = `http://${host}${notices[0]?.path}`;
const extra = 'http://other.example/notes/1.html';

let bench: Bench;
let store: readonly string[];
let warc: string;
let id: string;

/** Runs a command that must succeed and print one JSON document. */
async function json(...args: readonly string[]) {
  const said = await command(...args, '--json', ...store);
  expect([said.status, said.err]).toEqual([0, said.err]);
  return JSON.parse(said.out);
}

beforeAll(async () => {
  bench = await openBench();
  const config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', host)] },
    digest: { from: 'digest@example.org', language: 'both' },
  });
  store = ['--config', config, '--data', bench.data, '--now', now];
  const answers = (change: (text: string) => string) => [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...notices.map((act) => ({ url: `http://${host}${act.path}`, body: change(article(act)) })),
    {
      url: extra,
      body: article({
        path: '',
        title: '国家数据局关于发布人工智能语料标准的公告',
        signed: '2026-11-16',
        published: '2026-11-17',
        lines: ['现发布人工智能大模型语料标准三项，自发布之日起施行。'],
      }),
    },
  ];
  const first = writeWarcFile(
    join(bench.folder, 'first.warc.gz'),
    answers((text) => text),
  );
  warc = writeWarcFile(
    join(bench.folder, 'second.warc.gz'),
    answers((text) => text.replace('一千万条', '三千万条')),
  );
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config, replay: [first] });
});
afterAll(() => bench.close());

describe.sequential('--json is one document on standard output', () => {
  test('run', async () => {
    const report = await json('run', '--replay', warc);
    expect(report.sources[0]).toMatchObject({ id: 'sample', state: 'ok', changed: 1, failed: 0 });
    expect(report.documents).toEqual({ new: 0, changed: 1, same: 2, withdrawn: 0 });
  });

  test('run, in part: exit 3 and the report', async () => {
    const empty = writeWarcFile(join(bench.folder, 'empty.warc.gz'), [{ url: 'http://nobody.example/', body: 'x' }]);
    const said = await processOf([
      'run',
      '--replay',
      empty,
      '--json',
      ...store.slice(0, 2),
      '--data',
      join(bench.folder, 'other'),
      '--now',
      now,
    ]);
    expect(said.status).toBe(3);
    expect(JSON.parse(said.out).sources[0]).toMatchObject({
      state: 'unreachable',
      trouble: { kind: 'unreachable', nextTryAt: expect.any(String) },
    });
  });

  test('add, of a page whose site is not declared', async () => {
    const document = await json('add', extra, '--replay', warc);
    expect(document).toMatchObject({ canonicalUrl: extra.replace('http:', 'https:'), relevant: true });
    expect((await json('add', extra, '--replay', warc)).revisions).toHaveLength(1);
  });

  test('cost: what this instance does in a month, counted', async () => {
    const { month, lines, usd, days } = await json('cost');
    // One list of each day; three pages in seven days, all of them in the index.
    expect([month.polls, month.held, month.indexed, month.readers, month.mails, days]).toEqual([30, 3, 3, 0, 0, 7]);
    expect(month.pages).toBe(13);
    expect(lines.reduce((sum: number, line: { usd: number }) => sum + line.usd, 0)).toBeCloseTo(usd, 9);
    expect(await json('cost', '--readers', '700')).toMatchObject({ month: { readers: 700, mails: 3000 } });
    // Before the first round: the lists of the configuration, and what nobody knows yet from the README.
    const unread = await command('cost', ...store.with(3, join(bench.folder, 'nothing')), '--json');
    expect(JSON.parse(unread.out)).toMatchObject({ of: expect.stringContaining("README's case"), month: { polls: 30, pages: 8000 } });
    expect((await command('cost', '--region', 'mars-1', ...store)).status).toBe(2);
  });

  test('tokens and readers', async () => {
    const { token } = await json('tokens', 'create', 'reading room');
    expect(token).toMatch(/^ht_/);
    expect(JSON.stringify(await json('tokens', 'list'))).not.toContain(token);
    expect(await json('tokens', 'revoke', 'reading room')).toEqual({ revoked: 'reading room' });
    await json('subscribers', 'add', 'a@example.org');
    const [reader] = await json('subscribers', 'list');
    expect(reader).toMatchObject({ address: 'a@example.org', state: 'pending' });
    expect(reader).not.toHaveProperty('token');
    expect(await json('subscribers', 'choices', 'a@example.org', '--themes', 'chips', '--every', 'day')).toMatchObject({
      choices: { themes: ['chips'], every: 'day' },
      says: 'themes Semiconductors and self-reliance; daily, 08:30 in Asia/Shanghai',
    });
    expect(await json('subscribers', 'export', 'a@example.org')).toMatchObject({ address: 'a@example.org', items: [{ kind: 'profile' }] });
    await json('subscribers', 'remove', 'a@example.org');
  });

  test('export: a document a line, ordered by id, with its text', async () => {
    const said = await command('export', ...store);
    const documents = said.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(documents.map((each) => each.id)).toEqual(documents.map((each) => each.id).toSorted());
    expect(documents).toHaveLength(4);
    for (const each of documents) expect(each.text).not.toBe('');
    id = documents.find((each) => each.number === number).id;
  });

  test('export with filters, as CSV and into a file', async () => {
    const lines = async (...filters: readonly string[]) =>
      (await command('export', ...filters, ...store)).out
        .trim()
        .split('\n')
        .filter((line) => line !== '').length;
    expect(await lines('--level', 'L2')).toBeGreaterThan(0);
    expect(await lines('--level', 'L5')).toBe(0);
    expect(await lines('--from', '2026-11-11', '--to', '2026-11-11')).toBe(1);
    expect(await lines('--format', 'csv')).toBe(5);
    // The same documents as a search with these filters finds, and as pages and API list.
    const { total } = await json('search', '数据', '--level', 'L2');
    expect(total).toBeGreaterThan(0);
    for (const format of ['jsonl', 'csv', 'ris', 'bibtex', 'csl', 'markdown']) {
      const { out: found } = await command('export', '--query', '数据', '--level', 'L2', '--format', format, ...store);
      const titles = JSON.parse((await command('search', '数据', '--level', 'L2', '--json', ...store)).out).items.map(
        (item: { title: string }) => item.title,
      );
      expect([format, titles.filter((title: string) => found.includes(title)).length]).toEqual([format, total]);
    }
    expect((await command('export', id, '--format', 'ris', ...store)).out.match(/^TY {2}-/gm)).toHaveLength(1);
    expect(await lines('--relevant', '--limit', '1')).toBe(1);
    expect((await command('export', id, '--relevant', ...store)).status).toBe(2);
    expect((await command('export', 'none', ...store)).err).toContain('none: no document');
    const out = join(bench.folder, 'out.jsonl');
    expect((await command('export', '--out', out, ...store)).out).toBe('');
    expect(readFileSync(out, 'utf8')).toBe((await command('export', ...store)).out);
  });

  test('lines in, lines out', async () => {
    const of = async (name: string, content: string) =>
      (await command(name, bench.file('in.txt', content), ...store)).out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    expect(await of('dates', '2026年2月30日\n2026-11-06\n')).toMatchObject([
      { reason: expect.any(String) },
      { value: '2026-11-06', precision: 'day' },
    ]);
    expect(await of('numbers', `${number}\n你好\n`)).toMatchObject([{ canonical: number, kind: 'document' }, { kind: 'none' }]);
    expect(
      (await of('classify', '{"id":"b","title":"人工智能大模型"}\n{"id":"a","title":"食堂菜单"}\n')).map(({ id: each, relevant }) => [
        each,
        relevant,
      ]),
    ).toEqual([
      ['b', true],
      ['a', false],
    ]);
    expect(await of('titles', '国家数据局关于开展公共数据标注基地建设的通知\n')).toMatchObject([
      { input: expect.any(String), english: expect.any(String) },
    ]);
    expect(await of('extract', '{"id":"1","text":"本通知自2026年12月5日起施行。"}\n')).toMatchObject([
      { id: '1', labels: expect.any(Array) },
    ]);
  });
});

describe.sequential('show', () => {
  test.for([
    number,
    '国数资源[2026]951号',
    '国数资源（2026）951号',
    '国数资源〔2026〕第951号',
    '国数资源 〔 2026 〕 951 号',
    url,
    url.replace('http:', 'https:'),
    `${url}?from=timeline`,
  ])('%s', async (ref) => {
    expect((await json('show', ref)).id).toBe(id);
    expect(await json('resolve', ref)).toMatchObject({ held: true, ids: [id] });
  });

  test('by id, with history and difference', async () => {
    const document = await json('show', id, '--history');
    expect(document.revisions.map(({ n, what }: { n: number; what: string }) => [n, what])).toEqual([
      [1, 'new'],
      [2, 'changed'],
    ]);
    const [change] = document.revisions[1].changes;
    expect([change.before, change.after]).toEqual([expect.stringContaining('一千万条'), expect.stringContaining('三千万条')]);
    expect(await json('show', id, '--diff', '1', '2')).toMatchObject({ id, from: 1, to: 2, changes: [change] });
    const text = (await command('show', id, '--diff', '1', '2', ...store)).out;
    expect(text).toContain(`- ${change.before}`);
    expect(text).toContain(`+ ${change.after}`);
  });

  test('with links in both directions', async () => {
    const other = await json('show', '国数基础〔2026〕952号', '--links');
    expect(other.links).toContainEqual(expect.objectContaining({ state: 'resolved', to: expect.objectContaining({ id, number }) }));
    expect((await json('show', id)).citedBy.map((each: { id: string }) => each.id)).toContain(other.id);
  });

  test('tells what is not held', async () => {
    expect(await json('resolve', '国发〔2017〕35号')).toMatchObject({
      kind: 'number',
      canonical: '国发〔2017〕35号',
      held: false,
      ids: [],
    });
    expect(await json('resolve', '早上好')).toMatchObject({ kind: 'none', held: false });
  });
});

describe.sequential('the digest', () => {
  const mails = (): readonly string[] => {
    try {
      return readdirSync(join(bench.data, 'mail'))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(bench.data, 'mail', name), 'utf8'));
    } catch {
      return [];
    }
  };
  const later = () => [...store.slice(0, -1), '2026-11-23T09:00:00+08:00'];
  const send = (...more: readonly string[]) => command('digest', ...more, ...later());

  test('goes to confirmed readers, once a week, with a way out', async () => {
    for (const address of ['one@example.org', 'two@example.org', 'pending@example.org'])
      await command('subscribers', 'add', address, ...later());
    for (const address of ['one@example.org', 'two@example.org']) await command('subscribers', 'confirm', address, ...later());
    expect((await send('--week', '2026-W47', '--all', '--dry-run')).err).toContain('2 reader');
    const rehearsed = await send('--week', '2026-W47', '--all', '--dry-run', '--json');
    expect(JSON.parse(rehearsed.out)).toMatchObject({ week: '2026-W47', dryRun: true, readers: ['one@example.org', 'two@example.org'] });
    expect((await send('--dry-run', '--to', 'stranger@example.org')).status).toBe(1);
    expect(mails()).toHaveLength(0);
    expect((await send('--week', '2026-W47', '--all')).status).toBe(0);
    expect((await send('--week', '2026-W47', '--all')).status).toBe(0);
    const again = await send('--week', '2026-W47', '--to', 'one@example.org', '--json');
    expect(JSON.parse(again.out)).toEqual({ week: '2026-W47', period: '2026-W47', asked: 1, sent: 0, failed: 0, uncertain: 0, begun: 0 });
    expect((await send('--week', '2026-W47', '--all', '--dry-run')).err).toContain('0 reader');
    expect(
      mails()
        .map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1])
        .toSorted(),
    ).toEqual(['one@example.org', 'two@example.org']);
    for (const mail of mails()) {
      expect(mail).toMatch(/^List-Unsubscribe: <http[^>]+\/unsubscribe\?token=[^>]+>\r$/m);
      expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
      expect(mail).toMatch(/^List-Id: Hongtou digest <digest\.hongtou\.example\.org>\r$/im);
      expect(mail).toMatch(/^From: digest@example\.org\r$/m);
    }
  });

  test('of an unfinished week is composed anew when the week is over, as it stood at its end', async () => {
    const { keptWeek } = await import('../../shared/pipeline/read/digest.ts');
    const at = (day: string) =>
      bench.within({ now: `${day}T09:00:00+08:00` }, async (context) => (await keptWeek('2026-W48', context)).composedAt);
    expect(await at('2026-11-25')).toBe('2026-11-25T01:00:00.000Z');
    expect(await at('2026-11-30')).toBe('2026-11-29T15:59:59.999Z');
    expect(await at('2026-12-02')).toBe('2026-11-29T15:59:59.999Z');
  });

  test('never goes to one who left, and a confirmation on the command line does not bring them back', async () => {
    const token = /unsubscribe\?token=([^>]+)>/.exec(mails().find((mail) => mail.includes('To: one@')) ?? '')?.[1] ?? '';
    const { unsubscribe } = await import('../../shared/pipeline/mail/subscribers.ts');
    expect(await bench.within({ now }, (context) => unsubscribe(decodeURIComponent(token), context))).toBe(true);
    const said = await command('subscribers', 'confirm', 'one@example.org', ...later());
    expect(said.status).toBe(1);
    expect(said.err).toContain('one@example.org');
    expect((await send('--week', '2026-W46', '--to', 'one@example.org')).status).toBe(1);
    await send('--week', '2026-W46', '--all');
    expect(
      mails()
        .map((mail) => /^To: (.*)\r$/m.exec(mail)?.[1])
        .toSorted(),
    ).toEqual(['one@example.org', 'two@example.org', 'two@example.org']);
  });

  test('that failed is named, and sent when it is asked for again', async () => {
    const { deliverBatch } = await import('../../shared/pipeline/mail/deliver.ts');
    const { sendTo } = await import('../../shared/pipeline/mail/due.ts');
    const now = later().at(-1) ?? '';
    const before = mails().length;
    await command('subscribers', 'add', 'three@example.org', ...later());
    await command('subscribers', 'confirm', 'three@example.org', ...later());
    const render = () => {
      throw new Error('no mail can be made');
    };
    await bench.within({ now }, async (context) => {
      await sendTo('three@example.org', '2026-W47', context);
      // The four further tries, a minute in all, fail in the same way.
      const stop = new AbortController();
      const failed = (): void => stop.abort();
      await bench.drain('mail', (event) => deliverBatch(render)(event, context, failed), { concurrency: 1, signal: stop.signal });
    });
    const alarm = (await command('alarms', '--json', ...later())).out;
    expect(JSON.parse(alarm)).toContainEqual(
      expect.objectContaining({ state: 'failed', remedy: expect.stringContaining('no mail can be made') }),
    );
    expect(mails()).toHaveLength(before);
    expect((await send('--week', '2026-W47', '--to', 'three@example.org')).status).toBe(0);
    expect(mails()).toHaveLength(before + 1);
    const after: { reader?: string }[] = JSON.parse((await command('alarms', '--json', ...later())).out);
    expect(after.filter(({ reader }) => reader !== undefined)).toEqual([]);
  });

  test('shows the edit in its week and the first reading in the week before', async () => {
    const what = async (week: string) => {
      const { sections } = JSON.parse((await send('--week', week, '--json')).out);
      const items = Object.values(sections).flat() as readonly { id: string; what: string; changes: readonly { after?: string }[] }[];
      return items.find((each) => each.id === id && each.what !== 'effect');
    };
    expect((await what('2026-W47'))?.what).toBe('changed');
    expect((await what('2026-W47'))?.changes[0]?.after).toContain('三千万条');
    expect((await what('2026-W46'))?.what).toBe('new');
  });

  test.for(['text', 'html', 'eml'])('as %s', async (format) => {
    const said = await send('--week', '2026-W47', '--format', format);
    expect(said.status).toBe(0);
    expect(said.out).not.toBe('');
  });
});
