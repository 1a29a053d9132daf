/**
 * Checks on real pages, run where the shared corpus lies beside the project: `node tests/corpus/run.ts SHARED`.
 * Predictions are made in this process; the corpus's own scorers count them. Ends with `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SourceError } from '../../shared/model/errors.ts';
import { crossValidate, readGold } from '../../shared/stages/evaluate.ts';
import { extract } from '../../shared/stages/extract.ts';
import { readPage } from '../../shared/stages/read.ts';

const shared = path.resolve(process.argv[2] ?? '../shared');
const corpus = path.join(shared, 'corpus');
const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-corpus-'));
const today = '2026-11-25';
let [passed, failed] = [0, 0];

function check(what: string, met: boolean, got: string): void {
  console.log(`${met ? 'met ' : 'MISS'} ${what}: ${got}`);
  if (met) passed += 1;
  else failed += 1;
}

type Row = Readonly<Record<string, string>>;

function rowsOf(file: string): readonly Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const names = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, i) => [names[i] ?? '', value])));
}

async function predict(root: string, row: Row): Promise<string> {
  const file = path.join(root, row['file'] ?? '');
  const stored = readFileSync(file);
  const bytes = stored[0] === 0x1f && stored[1] === 0x8b ? gunzipSync(stored) : stored;
  try {
    const reading = await readPage({ as: 'article', url: row['url'] || `https://unknown.example/${path.basename(file)}`, bytes, today });
    return JSON.stringify({ ...reading, file: row['file'] });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return JSON.stringify({ file: row['file'], error: error.message });
  }
}

const python = (...args: string[]): string => {
  const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  return stdout + stderr;
};

async function parsing(name: string, root: string, floors: Readonly<Record<string, number>>): Promise<void> {
  const manifest = path.join(root, 'manifest.tsv');
  const details = rowsOf(manifest).filter((row) => row['kind'] === 'detail' && existsSync(path.join(root, row['file'] ?? '')));
  const predictions = path.join(folder, `${name}.jsonl`);
  const lines: string[] = [];
  for (const row of details) lines.push(await predict(root, row));
  writeFileSync(predictions, `${lines.join('\n')}\n`);
  const said = python(path.join(corpus, 'scoring/parse.py'), manifest, root, predictions).trim().split('\n').at(-1) ?? '';
  for (const [field, floor] of Object.entries(floors)) {
    const [, got = '0', of = '1'] = new RegExp(`'${field}': '(\\d{1,6})/(\\d{1,6})'`).exec(said) ?? [];
    check(`${name} ${field} ≥ ${floor * 100} %`, Number(got) / Number(of) >= floor, `${got}/${of}`);
  }
  check(`${name} silently wrong dates and numbers`, /silently wrong 0$/.test(said), said.slice(-24));
}

function scenario(): void {
  const said = python(path.join(corpus, 'scoring/scenario.py'), path.join(corpus, 'scenario'));
  const [, met = '0', of = '?'] = /^(\d+) of (\d+) met/m.exec(said) ?? [];
  check('scenario, every check', met === of, `${met} of ${of}`);
  for (const line of said.split('\n').filter((each) => each.startsWith('MISS'))) console.log(`  ${line}`);
}

function feeds(): void {
  const { status, stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'feeds.ts'), shared], { encoding: 'utf8' });
  check('feeds, conformance ≥ 97 %', status === 0, /\d{1,4} of \d{1,4} \([\d.]{1,5} %\)/.exec(stdout)?.[0] ?? 'no figure');
}

function sentences(): void {
  const file = path.join(shared, 'gold/sentences-dev.tsv');
  const lines = rowsOf(file).map((row) => {
    const input = { id: row['id'] ?? '', text: row['sentence'] ?? '', title: row['context'] ?? '', lang: row['lang'] ?? '' };
    return JSON.stringify(extract(input));
  });
  const predictions = path.join(folder, 'sentences.jsonl');
  writeFileSync(predictions, `${lines.join('\n')}\n`);
  console.log(python(path.join(shared, 'gold/score_sentences.py'), file, predictions).trim());
}

await parsing('corpus', corpus, { title: 0.95, number: 0.9, published: 0.9, signed: 0.85 });
await parsing('synthetic', path.join(corpus, 'synthetic'), { title: 0.95, number: 0.9, published: 0.9, signed: 0.85 });
scenario();
feeds();
sentences();
const { relevance, macroF1 } = crossValidate(readGold(readFileSync(path.join(shared, 'gold/gold-dev.tsv'), 'utf8')));
check(
  'gold, by event: relevance',
  relevance.precision >= 0.94 && relevance.recall >= 0.94,
  `precision ${relevance.precision.toFixed(3)}, recall ${relevance.recall.toFixed(3)}`,
);
check('gold, by event: macro-F1', macroF1 >= 0.8, macroF1.toFixed(3));
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
