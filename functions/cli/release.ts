import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { InputError, UsageError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { paged } from '../../shared/pipeline/context.ts';
import { shownDocuments } from '../../shared/pipeline/read/export.ts';
import { csvLine } from '../../shared/questions/csv.ts';
import { countOf } from '../../shared/questions/question.ts';
import { type Row, releaseTables, rowsOf, sourceRows, type TableName, tableNames } from '../../shared/questions/release.ts';
import { describingFiles, type ReleaseFile } from '../../shared/questions/release-files.ts';
import { sumsOf } from '../../shared/stages/pack/manifest.ts';
import { toPrintableJson } from '../../shared/stages/text/printable.ts';
import { makeFolder } from './folder.ts';
import { onInstance, type StoreOptions, wholeNumber, withStore } from './instance.ts';
import { reply } from './output.ts';
import { progressLine } from './progress.ts';

/** A file that is written piece by piece; its hash is known at its end. */
function openFile(folder: string, name: string) {
  const file = openSync(join(folder, name), 'wx');
  const hash = createHash('sha256');
  let [bytes, rows] = [0, 0];
  return {
    write(text: string, count = 0): void {
      const piece = Buffer.from(text);
      hash.update(piece);
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
      bytes += piece.length;
      rows += count;
    },
    end(): ReleaseFile {
      closeSync(file);
      return { name, bytes, sha256: hash.digest('hex'), rows };
    },
  };
}

const writeWhole = (folder: string, name: string, text: string): ReleaseFile => {
  const file = openFile(folder, name);
  file.write(text);
  return file.end();
};

function openTable(folder: string, table: TableName) {
  const columns = Object.keys(releaseTables[table].fields);
  const [csv, lines] = [openFile(folder, `${table}.csv`), openFile(folder, `${table}.jsonl`)];
  csv.write(csvLine(columns).replaceAll('"', ''));
  return {
    write(rows: readonly Row[]): void {
      if (rows.length === 0) return;
      csv.write(rows.map((row) => csvLine(columns.map((name) => row[name]))).join(''), rows.length);
      lines.write(
        rows
          .map((row) => `${toPrintableJson(Object.fromEntries(columns.map((name) => [name, row[name] === '' ? undefined : row[name]])))}\n`)
          .join(''),
        rows.length,
      );
    },
    end: (): readonly ReleaseFile[] => [csv.end(), lines.end()],
  };
}

async function writeTables(folder: string, context: Context): Promise<readonly ReleaseFile[]> {
  const { sources } = context.settings;
  const tables = Object.fromEntries(tableNames.map((name) => [name, openTable(folder, name)])) as Record<
    TableName,
    ReturnType<typeof openTable>
  >;
  const progress = progressLine('documents written', 500);
  let count = 0;
  try {
    tables.sources.write(sourceRows(sources));
    for await (const document of shownDocuments({}, context)) {
      for (const [name, rows] of rowsOf(document, sources)) tables[name].write(rows);
      progress.count(++count);
    }
  } finally {
    progress.end();
  }
  return tableNames.flatMap((name) => tables[name].end());
}

/** The last time that the store knows of: of a visit, a revision or a round. */
export async function lastTime(context: Context): Promise<string> {
  let last = orEmpty((await context.journal.read('round'))?.at);
  let held = 0;
  for await (const ids of paged((after) => context.documents.allIds(after, 500))) {
    held += ids.length;
    for (const { firstSeenAt, lastSeenAt, withdrawnAt = '' } of await context.documents.heads(ids))
      for (const at of [firstSeenAt, lastSeenAt, withdrawnAt]) if (at > last) last = at;
  }
  if (held === 0) throw new InputError('the store holds no document: there is nothing to release; "hongtou run" reads the sources');
  return last;
}

type Change = { readonly what: 'new' | 'gone' | 'changed'; readonly row: Row };
const keyOf = (row: Row, key: readonly string[]): string =>
  key.map((name) => (typeof row[name] === 'number' ? String(row[name]).padStart(9, '0') : row[name])).join(' ');

/** Lines of two files that are ordered by a key, side by side. */
async function* compared(before: string, after: string, key: readonly string[]): AsyncGenerator<Change> {
  const open = (file: string) => createInterface({ input: createReadStream(file) })[Symbol.asyncIterator]();
  const next = async (lines: AsyncIterator<string>) => {
    const { value, done } = await lines.next();
    if (done) return undefined;
    const row = JSON.parse(value) as Row;
    return { text: value, row, key: keyOf(row, key) };
  };
  const [old, now] = [open(before), open(after)];
  let [a, b] = [await next(old), await next(now)];
  while (a || b) {
    if (a && b && a.key === b.key) {
      if (a.text !== b.text) yield { what: 'changed', row: b.row };
      [a, b] = [await next(old), await next(now)];
    } else if (b && (!a || b.key < a.key)) {
      yield { what: 'new', row: b.row };
      b = await next(now);
    } else if (a) {
      yield { what: 'gone', row: a.row };
      a = await next(old);
    }
  }
}

async function writeChanges(folder: string, before: string | undefined): Promise<ReleaseFile> {
  const file = openFile(folder, 'CHANGES.md');
  file.write('# What changed since the last release\n');
  if (before === undefined) file.write('\nThis is the first one.\n');
  for (const table of before === undefined ? [] : tableNames) {
    const counts = { new: 0, changed: 0, gone: 0 };
    file.write(`\n## ${table}\n\n`);
    const old = join(String(before), `${table}.jsonl`);
    for await (const { what, row } of compared(old, join(folder, `${table}.jsonl`), releaseTables[table].key)) {
      counts[what] += 1;
      if (table === 'documents') file.write(`- ${what}: ${row['id']} ${row['title']}\n`);
    }
    file.write(`${counts.new} new, ${counts.changed} changed, ${counts.gone} gone.\n`);
  }
  return file.end();
}

const folderForm = /^(\d{4,9})-\d{4}-\d{2}-\d{2}$/;
type Options = StoreOptions & { readonly number?: number };

async function release(dir: string, options: Options, context: Context): Promise<void> {
  const at = await lastTime(context);
  const day = dayOf(new Date(at));
  makeFolder(dir);
  const made = readdirSync(dir).flatMap((name) => [{ name, number: Number(folderForm.exec(name)?.[1] ?? 0) }]);
  const { number = Math.max(0, ...made.map((each) => each.number)) + 1 } = options;
  const before = made.filter((each) => each.number > 0 && each.number < number).toSorted((a, b) => b.number - a.number)[0];
  const folder = join(dir, `${String(number).padStart(4, '0')}-${day}`);
  const draft = join(dir, `.part-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  try {
    const tables = await writeTables(draft, { ...context, now: () => new Date(at) });
    const counts = Object.fromEntries(
      tables.filter(({ name }) => name.endsWith('.csv')).map(({ name, rows }) => [name.slice(0, -4), rows]),
    );
    if (options.number === undefined && before && holds(join(dir, before.name), tables)) {
      const said = { number: before.number, date: before.name.slice(-10), folder: join(dir, before.name), unchanged: true, counts };
      return reply(options, said, () => [`${said.folder}: nothing has changed since release ${before.number}; none was made`]);
    }
    const described = Object.entries(describingFiles({ number, at, day, files: tables })).map(([name, text]) =>
      writeWhole(draft, name, text),
    );
    const files = [...tables, ...described, await writeChanges(draft, before && join(dir, before.name))].toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    const sums = sumsOf(files);
    writeWhole(draft, sumsName, sums);
    const there = made.find((each) => each.number === number);
    if (there && !isSame(join(dir, there.name), sums))
      throw new UsageError(
        `release ${number} is there already (${there.name}) and differs; a release is never changed: give another --number, or none`,
      );
    if (!there) renameSync(draft, folder);
    reply(options, { number, date: day, folder, ...opt('since', before?.number), counts }, () => [
      `${folder}: release ${number} of ${day}, ${countOf(counts['documents'] ?? 0, 'document')}`,
      ...Object.entries(counts).map(([name, count]) => `  ${name}: ${count}`),
    ]);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export const sumsName = 'SHA256SUMS';
/** Whether the tables of a release are these. */
function holds(folder: string, tables: readonly ReleaseFile[]): boolean {
  const sums = join(folder, sumsName);
  const lines = existsSync(sums) ? readFileSync(sums, 'utf8').split('\n') : [];
  return tables.every(({ name, sha256 }) => lines.includes(`${sha256}  ${name}`));
}
const isSame = (folder: string, sums: string): boolean =>
  existsSync(join(folder, sumsName)) && readFileSync(join(folder, sumsName), 'utf8') === sums;

export const define = (command: Command): Command =>
  onInstance<Options, [string]>(
    withStore(command)
      .argument('<dir>', 'where releases lie, each in a folder of its number and day')
      .option('--number <n>', 'its number (default: one above the last one there)', wholeNumber('--number', 1)),
    ({ context }, options, dir) => release(dir, options, context),
    { threads: 1 },
  );
