import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const [, second] = notices as readonly [Notice, Notice, Notice];
const now = '2026-11-26T09:00:00+08:00';
let bench: Bench;
let config: string;
let file: string;
const at = (data: string): readonly string[] => ['--config', config, '--data', data, '--now', now];
const exportOf = async (data: string): Promise<string> => {
  const out = join(newFolder(), 'export.jsonl');
  const { status, err } = await processOf(['export', '--format', 'jsonl', '--out', out, ...at(data)]);
  if (status !== 0) throw new Error(err);
  return out;
};

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  for (const [day, change] of [
    ['13', (text: string) => text],
    ['16', (text: string) => text.replace('12月5日', '12月25日')],
  ] as const) {
    const acts = notices.map((act) => ({ url: `http://${host}${act.path}`, body: act === second ? change(article(act)) : article(act) }));
    const pages = [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...acts];
    await bench.run({ now: `2026-11-${day}T09:00:00+08:00`, config, replay: [writeWarcFile(join(bench.folder, `${day}.warc.gz`), pages)] });
  }
  const store = at(bench.data);
  const [id = ''] = await bench.within({ now, config }, (context) => context.documents.allIds(undefined, 1));
  await command('label', id, '--themes', 'compute', '--why', 'it is', ...store);
  await bench.leave();
  file = await exportOf(bench.data);
});
afterAll(() => rmSync(bench.folder, { recursive: true, force: true }));

test('an export, imported into an empty instance, gives the same export, and a second import changes nothing', async () => {
  const data = join(newFolder(), 'data');
  const first = await processOf(['import', file, '--json', ...at(data)]);
  expect(first.err).toBe('');
  expect(JSON.parse(first.out)).toEqual({ new: notices.length, same: 0, kept: [] });
  expect(readFileSync(await exportOf(data), 'utf8')).toBe(readFileSync(file, 'utf8'));
  const found = JSON.parse((await processOf(['search', '数据', '--json', ...at(data)])).out);
  expect(found.total).toBeGreaterThan(0);
  expect(JSON.parse((await processOf(['import', file, '--json', ...at(data)])).out)).toEqual({ new: 0, same: notices.length, kept: [] });
  const { out } = await processOf(['rebuild', '--json', ...at(data)]);
  expect(JSON.parse(out)).toMatchObject({ documents: notices.length, mended: 0 });
});

const lines = (): string[] => readFileSync(file, 'utf8').trim().split('\n');
test.for([
  ['no JSON', (line: string) => line.slice(1), 'line 2: not JSON'],
  ['another text', (line: string) => line.replace('"text":"', '"text":"伪'), 'line 2: "text" does not have the hash'],
  ['a field of another kind', (line: string) => line.replace(/"relevant":(?:true|false)/, '"relevant":"yes"'), 'line 2: "relevant"'],
  ['an older form', (line: string) => line.replace('"held":', '"was":'), 'line 2: it has no "held"'],
] as const)('%s in one line: the line is named, and nothing is imported', async ([, change, words]) => {
  const [one = '', two = '', ...rest] = lines();
  const bad = join(newFolder(), 'bad.jsonl');
  writeFileSync(bad, [one, change(two), ...rest].join('\n'));
  const data = join(newFolder(), 'data');
  const said = await processOf(['import', bad, ...at(data)]);
  expect([said.status, said.err]).toEqual([1, expect.stringContaining(words)]);
  expect((await processOf(['export', ...at(data)])).out).toBe('');
});

test('a document that the store has in another version stays', async () => {
  const [one = '', ...rest] = lines();
  const other = join(newFolder(), 'other.jsonl');
  writeFileSync(other, [one.replace(/"version":(\d+),"status"/, '"version":99,"status"'), ...rest].join('\n'));
  const said = await processOf(['import', other, '--json', ...at(bench.data)]);
  expect(JSON.parse(said.out)).toEqual({ new: 0, same: notices.length - 1, kept: [JSON.parse(one).id] });
  expect(readFileSync(await exportOf(bench.data), 'utf8')).toBe(readFileSync(file, 'utf8'));
});
