/**
 * Counts what the brief checker answers to labelled paragraphs: `node tests/corpus/brief.ts FILE [SHARED] [--data DIR] [--show]`. A line of
 * FILE: `{ "paragraph", "sentence", "true", "file" }`. Paragraphs are given whole; acts are taken from SHARED/corpus/acts (default
 * ../shared) into a store, kept where `--data` names one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeWarcFile } from '../support/warc.ts';
import { rowsOf } from './check.ts';

type Labelled = { readonly paragraph: number; readonly sentence: string; readonly true: boolean; readonly file: string };

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, show: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [file = '', shared = '../shared'] = positionals;
const rows = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line): Labelled => JSON.parse(line));
const acts = path.join(shared, 'corpus/acts');
const folder = mkdtempSync(path.join(tmpdir(), 'hongtou-brief-'));
const data = values.data ?? path.join(folder, 'data');

function hongtou(words: readonly string[], input = ''): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['functions/hongtou.js', ...words, '--data', data, '--json'], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 3) throw new Error(stderr);
  return stdout;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Of a print, words stand apart and lines are torn: the page is what its reader would have. */
const linesOf = (text: string): string[] =>
  text
    .replace(/(?<=[^\x20-\x7e])[ \t]+(?=[^\x20-\x7e])|(?<=\d)[ \t]+(?=[^\x20-\x7e])|(?<=[^\x20-\x7e])[ \t]+(?=\d)/g, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

function takeIn(name: string, n: number): void {
  const text = readFileSync(path.join(acts, name), 'utf8');
  const title = rowsOf(path.join(acts, 'acts.tsv')).find((row) => row['file'] === name)?.['title'] || String(linesOf(text)[0]);
  const body = `<!doctype html><meta charset="utf-8"><title>${escaped(title)}</title><div class="article"><h1>${escaped(title)}</h1><div class="content">${linesOf(
    text,
  )
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n')}</div></div>`;
  const url = `https://www.gov.cn/zhengce/content/202600/content_${9000 + n}.htm`;
  const warc = path.join(folder, `${n}.warc.gz`);
  writeWarcFile(warc, [{ url, body }]);
  hongtou(['add', url, '--replay', warc]);
}

if (!existsSync(path.join(data, 'hongtou.db')))
  for (const [n, name] of [...new Set(rows.map((row) => row.file))].entries()) takeIn(name, n);

const counts = new Map<string, number>();
for (const own of Map.groupBy(rows, ({ paragraph }) => paragraph).values()) {
  const between = /\p{Script=Han}/u.test(String(own[0]?.sentence)) ? '' : ' ';
  const { sentences } = JSON.parse(hongtou(['brief', '-'], own.map(({ sentence }) => sentence).join(between)));
  for (const { sentence, true: holds } of own) {
    const found = sentences.find((each: { sentence: string }) => each.sentence === sentence);
    const kind = `${holds ? 'true' : 'FALSE'}: ${found?.verdict ?? 'not split so'}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (values.show)
      console.log(
        `${kind} | ${sentence} | ${found?.act?.title ?? found?.why} | ${found?.passages[0]?.quote.slice(0, 90)} ${JSON.stringify(found?.passages[0]?.differs)}`,
      );
  }
}
for (const [kind, count] of [...counts].toSorted()) console.log(`${kind} ${count}`);
