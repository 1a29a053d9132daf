import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Article } from '../../shared/model/article.ts';
import { readPage } from '../../shared/stages/read.ts';
import { isAct } from '../../shared/stages/text/acts.ts';
import { summaryOf, today } from '../stages/summary/kit.ts';
import { check, type Row } from './check.ts';

/** The English facts of the made acts: which have them, and whether each carries its quote. */

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s…]+/g, '');
/** What a reader of the act could ask for: a duty, a target, money, a day, a repeal, a basis. */
const substance = /应当|必须|不得|到20\d\d年|\d(?:亿|万)?元|起施行|截止|年\d{1,2}月底?前|废止|根据|依据|落实/;
const mixed = /[\p{Script=Han}《》]/u;

async function articleOf(row: Row, root: string): Promise<Article | undefined> {
  const bytes = readFileSync(path.join(root, row['file'] ?? ''));
  const read = await readPage({ as: 'article', url: row['url'] ?? '', bytes, today });
  return read.kind === 'article' && isAct(read.type) ? read : undefined;
}

/** Checks the acts of a manifest; `root` is where their files lie. `show` prints every line. */
export async function summaries(rows: readonly Row[], root: string, show = false): Promise<void> {
  let acts = 0;
  let told = 0;
  const faults: string[] = [];
  for (const row of rows.filter(({ kind, relevant }) => kind === 'detail' && relevant === 'yes')) {
    const article = await articleOf(row, root);
    if (!article || !substance.test(article.text)) continue;
    acts += 1;
    const lines = summaryOf(article);
    if (lines.filter(({ kind }) => kind === 'sentence').length >= 2) told += 1;
    const page = bare([article.title, article.text, ...Object.values(article.dates).map(({ quote }) => quote)].join(' '));
    const issuers = bare(article.issuers.map(({ name }) => name).join(''));
    for (const { says, quote } of lines) {
      const held = page + issuers;
      if (
        quote === '' ||
        !bare(quote)
          .split('…')
          .every((part) => held.includes(part))
      )
        faults.push(`no quote: ${says} “${quote}”`);
      if (mixed.test(says)) faults.push(`mixed: ${says}`);
    }
    if (show) console.log([`== ${article.title}`, ...lines.map(({ says, quote }) => `  ${says}\n      “${quote}”`)].join('\n'));
  }
  check('acts with an English paragraph ≥ 90 %', told / acts >= 0.9, `${told}/${acts}`);
  check('each of its facts has its quote, and none mixes scripts', faults.length === 0, faults.slice(0, 5).join('; '));
}
