/**
 * Scores the sub-themes on a file of labels: `node tests/corpus/sub-themes.ts LABELS.jsonl [SHARED] [--misses]`. A line is
 * `{ file | gold, title, gist?, themes, optional, made? }`; `file` is read under SHARED as the reader reads it. `optional` counts on no side.
 * Given twice: of all lines, and without those `made` for it, of the sub-themes with three or more positives.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { SourceError } from '../../shared/model/errors.ts';
import { type SubThemeId, subThemeIds } from '../../shared/model/vocabulary.ts';
import { classify } from '../../shared/stages/classify/classify.ts';
import { readPage } from '../../shared/stages/read.ts';
import { framed, unwrapped } from './framed.ts';

type Line = {
  readonly file?: string;
  readonly gold?: string;
  readonly title: string;
  readonly gist?: string;
  readonly themes: readonly string[];
  readonly optional: readonly string[];
  readonly made?: boolean;
};
type Scored = { readonly line: Line; readonly given: readonly SubThemeId[] };

const { values, positionals } = parseArgs({ options: { misses: { type: 'boolean', default: false } }, allowPositionals: true });
const [labels = '', shared = '../shared'] = positionals;

/** What the reader reads of a kept page or a printed act; nothing of what it refuses. */
async function textOf({ file, title, gist = '' }: Line): Promise<string> {
  if (file === undefined) return gist;
  const kept = readFileSync(path.join(shared, file));
  const bytes = file.endsWith('.txt') ? Buffer.from(framed(title, unwrapped(kept.toString('utf8')), undefined)) : kept;
  const url = `https://www.example.gov.cn/${path.basename(file, path.extname(file))}.html`;
  const read = await readPage({ as: 'article', url, bytes, today: '2026-12-01' }).catch((error: unknown) => {
    if (error instanceof SourceError) return undefined;
    throw error;
  });
  return read?.kind === 'article' ? read.text : '';
}

function scoreOf(id: SubThemeId, scored: readonly Scored[]) {
  const counted = scored.filter(({ line }) => !line.optional.includes(id));
  const of = (given: boolean, held: boolean): number =>
    counted.filter((each) => each.given.includes(id) === given && each.line.themes.includes(id) === held).length;
  const [hit, wrong, missed] = [of(true, true), of(true, false), of(false, true)];
  return { id, hit, wrong, missed, f1: hit === 0 ? 0 : (2 * hit) / (2 * hit + wrong + missed) };
}

function report(name: string, scored: readonly Scored[], least: number): void {
  const scores = subThemeIds.map((id) => scoreOf(id, scored)).filter(({ hit, missed }) => hit + missed >= least);
  console.log(`${name}: ${scored.length} lines`);
  for (const { id, hit, wrong, missed, f1 } of scores)
    console.log(`  ${id.padEnd(22)} hit ${hit}, wrong ${wrong}, missed ${missed}, F1 ${f1.toFixed(3)}`);
  const mean = scores.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, scores.length);
  console.log(`  macro-F1 of ${scores.length}: ${mean.toFixed(3)}`);
}

const lines = readFileSync(labels, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line) as Line);
const scored: Scored[] = [];
for (const line of lines) {
  const { subThemes = [] } = classify({ title: line.title, text: await textOf(line) });
  scored.push({ line, given: subThemes.map(({ theme }) => theme) });
}
report('all', scored, 1);
report(
  'without made',
  scored.filter(({ line }) => !line.made),
  3,
);
if (values.misses)
  for (const { line, given } of scored) {
    const open = (id: string): boolean => !line.optional.includes(id);
    const wrong = given.filter((id) => open(id) && !line.themes.includes(id));
    const missed = line.themes.filter((id) => open(id) && !(given as readonly string[]).includes(id));
    if (wrong.length + missed.length > 0) console.log(`+${wrong.join()} -${missed.join()}\t${line.file ?? line.gold}\t${line.title}`);
  }
