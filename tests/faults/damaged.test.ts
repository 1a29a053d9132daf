import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { numbersOf } from '../support/shuffle.ts';
import { writeWarcFile } from '../support/warc.ts';
import { long, reported } from './report.ts';

/**
 * Stores in which one object, or one item, is damaged or gone. Every command goes on: what can be served is, what cannot is named, and nothing is a stack. Then
 * `rebuild` mends what the store itself can give again.
 */

const host = 'data.sample.example';
const made = (n: number): Notice => ({
  path: `/tz/202611/t2026111${n}_${n}.html`,
  title: `国家数据局关于建设第${'零一二三四五六七八九'[n]}批算力监测平台的通知`,
  number: `国数基础〔2026〕96${n}号`,
  signed: `2026-11-1${n % 3}`,
  published: `2026-11-1${n % 3}`,
  lines: [`各地应当建设人工智能算力监测平台，规模不低于${n + 2}万台，于2026年12月${10 + n}日前报送材料。`, '本通知自发布之日起施行。'],
});
const before = [...notices, made(4), made(5), made(6)];
const [now, later] = ['2026-11-13T09:00:00+08:00', '2026-11-24T09:00:00+08:00'];
const added = { ...made(7), published: '2026-11-23', signed: '2026-11-20' };

type Row = Readonly<Record<string, unknown>>;
/** Kinds of what may be damaged: where its rows are, and whether the store can give it again. */
type Kind = { readonly name: string; readonly sql: string; readonly table: 'object' | 'item'; readonly mended: boolean };
const objects = (name: string, like: string, mended = true): Kind => ({
  name,
  table: 'object',
  sql: `SELECT rowid AS n, key FROM object WHERE key LIKE '${like}'`,
  mended,
});
const items = (name: string, where: string): Kind => ({ name, table: 'item', sql: `SELECT pk, sk FROM item WHERE ${where}`, mended: true });
const kinds: readonly Kind[] = [
  objects('text', 'text/sha256/%'),
  objects('record of a document', 'records/document/%'),
  objects('kept digest', 'digests/sha256/%'),
  items('document', "sk = 'HEAD'"),
  items('profile', "pk LIKE 'SUBSCRIBER#%'"),
  objects('record of a profile', 'readers/%/profile-%'),
  objects('record of news', 'records/news/%'),
  objects('running digest', 'digests/running/%'),
  objects('search index', 'search/%.zst'),
  objects('pointer to the search index', 'search/current.json'),
  items('address', "sk = 'ADDRESS'"),
  items('state of a source', "pk = 'SOURCES'"),
  objects('evidence', 'evidence/sha256/%', false),
];
/** How often each kind is damaged; a small test looks at five. */
const [times, tried] = long ? [2, kinds] : [1, kinds.filter(({ name }) => /^(?:text|kept digest|document|.*search index)$/.test(name))];

let bench: Bench;
let config: string;
let replay: readonly string[];
let whole: string;

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
  const answers = (all: readonly Notice[]) => [
    { url: `http://${host}/tz/index.html`, body: listing(all) },
    ...all.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
  ];
  await bench.run({ now, config, replay: [writeWarcFile(join(bench.folder, 'a.warc.gz'), answers(before))] });
  const changed = before.map((act) => (act.path === made(5).path ? { ...act, lines: [...act.lines, '规模另加五千台。'] } : act));
  replay = ['--replay', writeWarcFile(join(bench.folder, 'b.warc.gz'), answers([...changed, added]))];
  await bench.leave();
  const store = ['--data', bench.data, '--config', config];
  for (const words of [
    ['subscribers', 'add', 'reader@example.org', '--now', now],
    ['subscribers', 'confirm', 'reader@example.org', '--now', now],
    ['digest', '--week', '2026-W46', '--now', '2026-11-17T09:00:00+08:00'],
    ['run', '--now', '2026-11-17T09:00:00+08:00', ...replay.toSpliced(1, 1, join(bench.folder, 'a.warc.gz'))],
  ])
    expect((await command(...words, ...store)).status, words.join(' ')).toBeLessThanOrEqual(3);
  whole = (await command('export', ...store, '--now', later)).out;
});
afterAll(() => rmSync(bench.folder, { recursive: true }));

/** A byte of the row that the dice choose is another one, or the row is gone. Its name. */
function damage(data: string, { sql, table }: Kind, random: () => number): string {
  const database = new DatabaseSync(join(data, 'hongtou.db'));
  const rows = database.prepare(sql).all() as Row[];
  const row = rows[Math.floor(random() * rows.length)] ?? {};
  // A running digest or an index that is gone is made anew, as on the first day: nothing tells that there was one.
  const isGone = table === 'object' && !/running|search/.test(sql) && random() < 0.3;
  const where = table === 'object' ? `key = '${row['key']}'` : `pk = '${row['pk']}' AND sk = '${row['sk']}'`;
  const column = table === 'object' ? 'body' : 'data';
  if (isGone) database.exec(`DELETE FROM ${table} WHERE ${where}`);
  else {
    const bytes = Buffer.from(
      database.prepare(`SELECT CAST(${column} AS BLOB) AS bytes FROM ${table} WHERE ${where}`).get()?.['bytes'] as Uint8Array,
    );
    const at = Math.floor(random() * bytes.length);
    bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << Math.floor(random() * 7)), at);
    database.prepare(`UPDATE ${table} SET ${column} = ${table === 'object' ? '?' : 'CAST(? AS TEXT)'} WHERE ${where}`).run(bytes);
  }
  database.close();
  return String(row['key'] ?? `${row['pk']} ${row['sk']}`);
}

const idsOf = (lines: string): readonly string[] =>
  lines
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).id);
/** An export without what a later visit changes. */
const lasting = (lines: string): string => lines.replaceAll(/"lastSeenAt":"[^"]*",?/g, '');

test('a damaged text, record, digest, document or profile is named and mended, and stops nothing else', async () => {
  const random = numbersOf(20261201);
  const figures: Record<string, number> = { objects: 0, unnamed: 0, stopped: 0, stacks: 0, unmended: 0 };
  for (const kind of tried)
    for (let n = 0; n < times; n += 1) {
      const data = join(newFolder(), 'data');
      cpSync(bench.data, data, { recursive: true });
      rmSync(join(data, 'cache'), { recursive: true, force: true });
      const name = damage(data, kind, random);
      const said: string[] = [];
      const of = async (...words: readonly string[]) => {
        const told = await command(...words, '--data', data, '--config', config, '--now', later);
        said.push(
          `${words[0]}: ${told.status}\n${told.err}${['alarms', 'doctor', 'rebuild', 'verify'].includes(words[0] ?? '') ? told.out : ''}`,
        );
        if (told.status !== 0 && told.status !== 3 && words[0] !== 'verify') said.push(`STOPPED ${words.join(' ')}`);
        return told;
      };
      const ran = await of('run', '--json', ...replay);
      const exported = await of('export');
      const found = await of('search', '监测平台', '--json');
      const digest = await of('digest', '--week', '2026-W46', '--json');
      await of('digest', '--all');
      await of('digest', '--week', '2026-W48');
      await of('reprocess');
      for (const words of [['alarms'], ['doctor'], ['rebuild']]) await of(...words);
      const mended = lasting((await of('export')).out);
      const verified = await of('verify');
      const all = said.join('\n');
      const complaints = [
        !all.includes(/[\da-f]{16,}/.exec(name)?.[0] ?? name) && 'unnamed',
        /^ {4}at /m.test(all) && 'stacks',
        all.includes('STOPPED') && 'stopped',
        JSON.parse(ran.out).documents.new !== 1 && 'stopped',
        idsOf(exported.out).length < before.length && kind.name !== 'text' && 'stopped',
        JSON.parse(found.out).items.length < 4 && 'stopped',
        JSON.stringify(JSON.parse(digest.out).sections).split('"id"').length < before.length - 1 && 'stopped',
        kind.mended && verified.status !== 0 && 'unmended',
        kind.mended && idsOf(mended).length !== idsOf(whole).length + 1 && 'unmended',
      ].filter((each) => each !== false);
      figures['objects'] = (figures['objects'] ?? 0) + 1;
      for (const each of new Set(complaints)) figures[each] = (figures[each] ?? 0) + 1;
      console.log(`${kind.name}: ${name}: ${complaints.length === 0 ? 'named, all else served' : complaints.join(', ')}`);
      if (complaints.length > 0) console.log(all);
    }
  reported(73, figures);
}, 3_600_000);
