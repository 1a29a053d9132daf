import { readFileSync } from 'node:fs';
import path from 'node:path';
import { keyFactsOf } from '../../shared/stages/english/summary-parts.ts';
import { readPage } from '../../shared/stages/read.ts';
import { summaryOf, today } from '../stages/summary/kit.ts';

/**
 * How many labelled facts of acts kept as text have English of content: `node tests/corpus/told.ts acts.tsv FOLDER [--show] FILE…`. A line
 * of a printed page goes on in the next until a sentence ends.
 */

const [table = '', folder = '', ...rest] = process.argv.slice(2);
const show = rest.includes('--show');
const escaped = (text: string): string => text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

const titles = new Map(
  readFileSync(table, 'utf8')
    .split('\n')
    .map((line) => line.split('\t').slice(0, 2) as [string, string]),
);
const opens = /^(?:第[一二三四五六七八九十百]{1,4}[条章节]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|附件|20\d\d\s?年)/;

function pageOf(title: string, text: string): string {
  const lines: string[] = [];
  for (const line of text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length > 24 && !/[。：:；]$/.test(last) && !opens.test(line)) lines[lines.length - 1] = last + line;
    else lines.push(line);
  }
  const head = escaped(title);
  return `<html lang="zh-CN"><head><title>${head}</title></head><body><h1>${head}</h1><div class="content">${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}</div></body></html>`;
}

let [all, told, duties, toldDuties, acts, toldActs] = [0, 0, 0, 0, 0, 0];
for (const file of rest.filter((each) => each !== '--show')) {
  const url = `https://www.example.gov.cn/${file.replace('.txt', '.html')}`;
  const bytes = Buffer.from(pageOf(titles.get(file) ?? '', readFileSync(path.join(folder, file), 'utf8')));
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
