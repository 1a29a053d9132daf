import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keyFactsOf } from '../../shared/stages/english/summary-parts.ts';
import { readPage } from '../../shared/stages/read.ts';
import { summaryOf, today } from '../stages/summary/kit.ts';
import { framed, unwrapped } from './framed.ts';

/**
 * How many labelled facts of acts kept as text have English of content: `node tests/corpus/told.ts acts.tsv FOLDER [--show] FILE…`. A line
 * of a printed page goes on in the next until a sentence ends.
 */

const [table = '', folder = '', ...rest] = process.argv.slice(2);
const show = rest.includes('--show');

const titles = new Map(
  readFileSync(table, 'utf8')
    .split('\n')
    .map((line) => line.split('\t').slice(0, 2) as [string, string]),
);
let [all, told, duties, toldDuties, acts, toldActs] = [0, 0, 0, 0, 0, 0];
for (const file of rest.filter((each) => each !== '--show')) {
  const url = `https://www.example.gov.cn/${file.replace('.txt', '.html')}`;
  const text = unwrapped(readFileSync(path.join(folder, file), 'utf8'));
  const bytes = Buffer.from(framed(titles.get(file) ?? '', text, undefined));
  const read = await readPage({ as: 'article', url, bytes, today });
  if (read.kind !== 'article') continue;
  const lines = summaryOf(read);
  const facts = keyFactsOf(lines);
  const spoken = facts.filter(({ english }) => english !== undefined);
  const isDuty = ({ label }: { label: string }): boolean => /^(?:Must|Would (?:have|be forb)|Due|Was due|Required|Asked|Limit)/.test(label);
  all += facts.length;
  told += spoken.length;
  duties += facts.filter(isDuty).length;
  toldDuties += spoken.filter(isDuty).length;
  acts += facts.length > 0 ? 1 : 0;
  toldActs += spoken.length > 0 ? 1 : 0;
  if (!show) continue;
  console.log(`== ${file} ${read.title} [${read.type}]`);
  for (const { kind, says, quote, fact } of lines) console.log(`${kind === 'label' ? 'L' : fact ? 'F' : 'S'} ${says}\n      “${quote}”`);
}
console.log(`facts ${told}/${all}, of them duties ${toldDuties}/${duties}; acts with one told ${toldActs}/${acts}`);
