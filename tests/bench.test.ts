import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
const printed = async (...words: readonly string[]) => (await promisify(execFile)(process.execPath, [script, ...words])).stdout;
const bench = async (...words: readonly string[]) => {
  const text = await printed(...words, '--json');
  expect(text.trim().split('\n')).toHaveLength(1);
  return JSON.parse(text);
};
const number = expect.any(Number);

const small = ['--documents', '4', '--hosts', '2', '--latency', '0', '--turns', '1', '--peer', 'none'];

test('ingest: every page of the sites becomes a document, a peer that is not asked for is missing', async () => {
  const { docs, stack, scrapy, missing, figures } = await bench('ingest', ...small);
  const taken = { perSecond: number, cpuSecondsAThousand: number, peakMb: number };
  const stored = { ...taken, diskMb: number };
  expect([docs, stack, scrapy]).toEqual([4, stored, undefined]);
  expect(missing).toMatch(/^scrapy: /);
  expect(figures).toContainEqual({ figure: 'stack: documents a second', measured: stack.perSecond, atLeast: 60, met: false });
});

test('search: the index is made, asked and changed', async () => {
  const { documents, built, asked, changed } = await bench('search', '--docs', '510', '--characters', '120');
  expect(documents).toBe(510);
  const times = expect.objectContaining({ p50: number, p95: number });
  expect(asked).toMatchObject({ 'words, newest': times, 'words, relevance': times });
  expect([built.runs, changed['one change'].objects, changed['500 changes'].objects]).toEqual([1, 1, 1]);
});

test('read: fields and words of both sides are measured', async () => {
  const { pages, missing } = await bench('read', '--docs', '1', '--only', '62', '--peer', 'none');
  expect([pages['62 KB'].ratio, missing]).toEqual([number, expect.stringMatching(/^lxml: /)]);
});

test('start, cold: what is asked for alone is started; people read one figure a line', async () => {
  expect(await printed('start', '--only', 'help', '--turns', '1')).toMatch(
    /^start\n {2}(?:not )?met +hongtou --help, ms on the clock: [\d.]+ \(asked ≤ 150\)\n/,
  );
  expect(await bench('cold', '--only', 'feedback', '--turns', '1')).toMatchObject({
    empty: number,
    feedback: { ratio: number, startKb: number },
  });
});

test('what sources and docs name as a bench is one', async () => {
  const known = new Set(
    (await printed('nothing').catch(({ stderr }) => String(stderr))).match(/^ {2}[a-z]+/gm)?.map((name) => name.trim()),
  );
  const named = ['bench', 'docs', 'functions', 'infra', 'shared', 'tests'].flatMap((room) =>
    readdirSync(new URL(`../${room}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:ts|md)$/.test(file))
      .flatMap((file) =>
        [...readFileSync(new URL(`../${room}/${file}`, import.meta.url), 'utf8').matchAll(/npm run bench -- ([a-z]+)/g)].map(
          ([, name = '']) => `${room}/${file}: ${name}`,
        ),
      ),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((each) => !known.has(each.split(': ')[1] ?? ''))).toEqual([]);
});

test('a name that is no bench is wrong usage', async () => {
  await expect(printed('nothing')).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(/ingest .*\n.*read .*\n.*search /) });
});

test('bibliography: of the links of English analyses, set by set, what a built-in source brings', async () => {
  const { articles, links, official, figures, misses } = await bench('bibliography');
  expect([articles, links, official]).toEqual([22, 153, 107]);
  expect(figures.filter(({ met }: { met: boolean }) => !met)).toEqual([]);
  expect(Object.keys(misses)).toContainEqual(expect.stringMatching(/^nothing: WeChat /));
});

test('bibliography: half of the articles are set aside, by their hash', () => {
  const file = readFileSync(new URL('../bench/bibliography.tsv', import.meta.url), 'utf8');
  const rows = file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const sets = new Map(rows.map((row) => row.split('\t').slice(0, 2) as [string, string]));
  const byHash = [...sets.keys()].toSorted((a, b) => (hash('sha256', a) < hash('sha256', b) ? -1 : 1));
  const wanted = sets.get(byHash[0] ?? '') === 'seen' ? ['seen', 'aside'] : ['aside', 'seen'];
  expect(byHash.map((id) => sets.get(id))).toEqual(byHash.map((_, at) => wanted[at % 2]));
});
