import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const [now, later] = ['2026-11-13T09:00:00+08:00', '2026-12-14T09:00:00+08:00'];
const [first] = notices as readonly [Notice, Notice, Notice];
let bench: Bench;
let config: string;
let replay: string;

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const pages = notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) }));
  // Another page has the act that is taken out, too.
  const copy = { ...first, path: '/tz/202611/copy.html' };
  const all = [{ url: `http://${host}/tz/index.html`, body: listing([...notices, copy]) }, ...pages];
  replay = writeWarcFile(join(bench.folder, 'site.warc.gz'), [...all, { url: `http://${host}${copy.path}`, body: article(copy) }]);
  const before = writeWarcFile(join(bench.folder, 'a.warc.gz'), [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...pages,
  ]);
  await bench.run({ now, config, replay: [before] });
  await bench.leave();
});
afterAll(() => rmSync(bench.folder, { recursive: true }));

test('a document that was taken out is nowhere, its record says why, and neither rebuild, import nor its pages bring it back', async () => {
  const store = (at: string) => ['--data', bench.data, '--config', config, '--now', at] as const;
  const exported = bench.file('all.jsonl', (await command('export', ...store(now))).out);
  expect((await command('remove', first.number ?? '', ...store(now))).status).toBe(2);
  expect((await command('remove', '国发〔2020〕999号', '--why', 'x', ...store(now))).err).toContain('no document of this instance');
  const { status, out } = await command('remove', first.number ?? '', '--why', 'not by this body', '--json', ...store(now));
  const { id, why } = JSON.parse(out);
  expect([status, why]).toEqual([0, 'not by this body']);

  const isNowhere = async (at: string) => {
    expect((await command('export', ...store(at))).out).not.toContain(`"id":"${id}"`);
    expect(
      JSON.parse((await command('search', '数据标注基地', '--json', ...store(at))).out).items.map((each: { id: string }) => each.id),
    ).not.toContain(id);
    expect((await command('show', id, ...store(at))).status).toBe(1);
    expect((await command('digest', '--week', '2026-W46', '--json', ...store(at))).out).not.toContain(`"id": "${id}"`);
    const verified = await command('verify', ...store(at));
    expect([verified.status, verified.out]).toEqual([0, expect.stringContaining('2 documents checked, 0 findings')]);
  };
  await isNowhere(now);
  const imported = await command('import', exported, '--json', ...store(now));
  expect(JSON.parse(imported.out)).toEqual({ new: 0, same: 2, kept: [id] });
  expect((await command('rebuild', ...store(now))).status).toBe(0);
  await isNowhere(now);
  const ran = await command('run', '--replay', replay, '--json', ...store(later));
  expect(JSON.parse(ran.out).documents.new).toBe(0);
  await isNowhere(later);
  const again = await openBench(bench.folder);
  const said = await again.within({ now, config }, async ({ archive }) => {
    for await (const { gone, records } of archive.filed(`records/document/${id}/`)) return { gone, records: records.length };
    return undefined;
  });
  expect(said).toEqual({ gone: { pk: `DOC#${id}`, sk: 'HEAD' }, records: 2 });
  await again.leave();
});

test('a document that is the same as another leads there: its id, its pages, page and API, after a rebuild too', async () => {
  const store = ['--data', bench.data, '--config', config, '--now', later] as const;
  const idOf = async (ref: string) => JSON.parse((await command('show', ref, '--json', ...store)).out).id as string;
  const lines = (await command('export', ...store)).out.trim().split('\n');
  const [{ id: gone, url }, { id: into }] = lines.map((line) => JSON.parse(line)) as [{ id: string; url: string }, { id: string }];
  const same = await command('remove', gone, '--into', gone, '--why', 'the same act', ...store);
  expect([same.status, same.err]).toEqual([1, expect.stringContaining('--into')]);
  const { out } = await command('remove', gone, '--into', into, '--why', 'the same act', ...store);
  expect(out).toContain(`its address leads to ${into}`);
  const leads = async () => {
    expect([await idOf(gone), await idOf(url)]).toEqual([into, into]);
    const again = await openBench(bench.folder);
    const found = await again.within({ now: later, config }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'secret of a test', local: true }));
      const ask = async (path: string) => {
        const { status, headers } = await app.request(`http://127.0.0.1:4180${path}`, { headers: { accept: 'text/html' } });
        return [status, headers.get('location')];
      };
      return [await ask(`/documents/${gone}`), await ask(`/api/v1/documents/${gone}?asOf=2026-12-14`)];
    });
    await again.leave();
    expect(found).toEqual([
      [302, `/documents/${into}`],
      [301, `/api/v1/documents/${into}?asOf=2026-12-14`],
    ]);
  };
  await leads();
  expect((await command('rebuild', ...store)).status).toBe(0);
  await leads();
  expect((await command('verify', ...store)).out).toContain('0 findings');
});
