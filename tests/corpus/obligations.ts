/**
 * How many labelled obligations are among those read of their acts: `node tests/corpus/obligations.ts LABELS.jsonl ACTS [--show]`. A line is
 * `{ act, title, who, who_or, article, quote, sanction }`; found is one of the same article and words; ACTS is where the files of `act` lie.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { tellDuty } from '../../shared/stages/english/clause/sentence.ts';
import { readObligations } from '../../shared/stages/facts/duties.ts';
import { readPage } from '../../shared/stages/read.ts';
import { framed, unwrapped } from './framed.ts';

type Line = { readonly act: string; readonly title: string; readonly who: string; readonly who_or: readonly string[] } & {
  readonly article: string;
  readonly quote: string;
  readonly sanction: string | null;
};

const [labels = '', acts = '', show] = process.argv.slice(2);
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');
const lines = readFileSync(labels, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line) as Line);
const sum = { found: 0, who: 0, sanction: 0, rows: 0, told: 0 };
for (const act of new Set(lines.map((line) => line.act))) {
  const own = lines.filter((line) => line.act === act);
  const bytes = Buffer.from(framed(own[0]?.title ?? '', unwrapped(readFileSync(path.join(acts, act), 'utf8')), undefined));
  const read = await readPage({
    as: 'article',
    url: `https://www.example.gov.cn/${path.parse(act).name}.html`,
    bytes,
    today: '2026-12-01',
  });
  if (read.kind !== 'article') continue;
  const rows = readObligations({ text: read.text, title: read.title });
  console.log(`## ${act} ${read.title}: ${rows.length} rows`);
  sum.rows += rows.length;
  for (const label of own) {
    const words = bare(label.quote);
    const row = rows.find(
      ({ article, quote }) =>
        article === label.article && [words.slice(0, 18), words.slice(-14)].some((part) => bare(quote).includes(part)),
    );
    const who = row && [label.who, ...label.who_or].includes(row.who);
    sum.found += row ? 1 : 0;
    sum.who += who ? 1 : 0;
    sum.sanction += row && (row.sanction ?? null) === label.sanction ? 1 : 0;
    if (!who) console.log(`  ${row ? `who ${row.who}` : 'not found'}: ${label.who} ${label.article} ${label.quote.slice(0, 60)}`);
  }
  for (const { who, kind, article, sanction, quote } of rows) {
    const told = tellDuty(quote, false);
    sum.told += told === undefined ? 0 : 1;
    if (show) console.log(`    ${article} ${who} ${kind} ${sanction ?? '-'} ${quote.slice(0, 150)} | ${told ?? ''}`);
  }
}
console.log(
  `${lines.length} labels: found ${sum.found}, with the right who ${sum.who}, with the sanction ${sum.sanction}; ${sum.rows} rows, ${sum.told} told`,
);
