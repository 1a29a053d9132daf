import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/**
 * `npm run bench -- calls --json | node bench/count-work.ts` writes what was counted into registry/tables/work.json, from which `hongtou cost` computes. Seconds of functions, and
 * bytes that are kept, are not counted there and stay.
 */
type Counted = { readonly readUnits?: number; readonly writeUnits?: number; readonly puts?: number; readonly gets?: number };
type Counts = { readonly sources: number; readonly readers: number; readonly units: Readonly<Record<string, Counted>> };
type Row = { id: string; from: string; reads?: number; writes?: number; puts?: number; gets?: number };
type Sum = { reads: number; writes: number; puts: number; gets: number };

const none: Sum = { reads: 0, writes: 0, puts: 0, gets: 0 };
const plus = (a: Sum, b: Sum, times = 1): Sum => ({
  reads: a.reads + b.reads * times,
  writes: a.writes + b.writes * times,
  puts: a.puts + b.puts * times,
  gets: a.gets + b.gets * times,
});

/** A private instance is looked at seldom: each view is taken as the first of its process. What each row is made of: a list is one of the every-source round and one whose bytes were equal; a page one that was leased, read, and taken into the index. */
function rowsOf({ sources, readers, units }: Counts): Readonly<Record<string, Sum>> {
  const of = (name: string): Sum => {
    const unit = units[name];
    if (!unit) throw new Error(`the bench has no unit "${name}"`);
    return { reads: unit.readUnits ?? 0, writes: unit.writeUnits ?? 0, puts: unit.puts ?? 0, gets: unit.gets ?? 0 };
  };
  const each = (many: string, few: string, count: number): Sum => plus(none, plus(of(many), of(few), -1), 1 / count);
  const mean = (names: readonly string[]): Sum => names.reduce((sum, name) => plus(sum, of(name), 1 / names.length), none);
  const views = Object.keys(units).filter((name) => name.startsWith('first view: '));
  const looked = each('digest, nothing due', 'index, nothing new', 1);
  return {
    poll: plus(of('list, equal bytes'), each('schedule, every source due', 'schedule, nothing due', sources)),
    page: plus(of('page, new'), each('index, 20 new documents', 'index, 1 new document', 19)),
    visit: plus(of('visit, equal bytes'), each('schedule, 1 source and 20 pages due', 'schedule, 1 source due', 20)),
    round: of('schedule, nothing due'),
    watch: of('watch, nothing new'),
    look: of('index, nothing new'),
    publication: of('index, 1 new document'),
    digest: of('digest, nothing due'),
    reader: { ...none, reads: Math.max(0, (looked.reads / readers) * 1440) },
    mail: of('mail'),
    view: mean(views),
  };
}

const file = new URL('../shared/registry/tables/work.json', import.meta.url);
const counted = rowsOf(JSON.parse(await text(process.stdin)) as Counts);
const rows = JSON.parse(readFileSync(file, 'utf8')) as Row[];
const written = rows.map((row) => {
  const sum = counted[row.id];
  if (!sum) return row;
  const { reads: _reads, writes: _writes, puts: _puts, gets: _gets, from: _from, ...rest } = row;
  const figures = Object.entries(sum).map(([name, n]) => [name, Number(Math.max(0, n).toFixed(2))] as const);
  return { ...rest, ...Object.fromEntries(figures.filter(([, n]) => n > 0)), from: 'npm run bench -- calls; seconds: an estimate' };
});
writeFileSync(file, `[\n${written.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
