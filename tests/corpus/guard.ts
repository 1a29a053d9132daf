import { readFileSync } from 'node:fs';
import { faultOfEnglish } from '../../shared/stages/english/guard.ts';

/**
 * How many right pairs the guard refuses, and how many single changes of the others it lets pass: `node tests/corpus/guard.ts PAIRS.tsv`
 * (Chinese, tab, English; further columns are not read). The changes do not look at the guard's words.
 */

type Swap = readonly [from: string, to: string];
const months = 'January February March April May June July August September October November December'.split(' ');
const counts = 'two three four five six seven eight nine ten'.split(' ');
const next = (words: readonly string[]): readonly Swap[] => words.map((word, n) => [word, words[(n + 1) % words.length] ?? ''] as const);
const swaps: Readonly<Record<string, readonly Swap[]>> = {
  number: next(counts),
  scale: next(['thousand', 'million', 'billion', 'trillion']),
  day: next(months),
  unit: [...next(['months', 'years']), ['working days', 'days'], ['hours?', 'day'], ['minutes', 'hours'], ['percentage points', 'percent']],
  bound: [
    ...next(['at least', 'at most']),
    ...next(['(?<!no |not )more than', 'less than']),
    ...next(['no (?:less|fewer) than', 'no more than']),
    ...next(['not less than', 'not more than']),
    ...[
      ['up to', 'at least'] as const,
      ['(?<!not )exceed', 'fall below'] as const,
      ['not exceed', 'exceed'] as const,
      ['before', 'after'] as const,
    ],
  ],
  negation: [
    ...(['shall', 'must', 'may'] as const).map((word) => [`${word} not`, word] as const),
    ...[['No', 'Any'] as const, ['Without', 'With'] as const, ['prohibited', 'required'] as const],
  ],
  name: [...next(['Shanghai', 'Tianjin', 'Beijing', 'Shenzhen', 'Guangdong']), ["People's Republic of China", 'Kingdom of Sweden']],
};
/** The English of a change, which is no expression. */
const plain = (to: string): string => to.replace(/\(\?<?[!:=][^)]*\)/g, '').replace('(?:less|fewer)', 'less');

function* changesOf(en: string): Generator<readonly [kind: string, changed: string]> {
  for (const { 0: found, index } of en.matchAll(/\d+(?:[.,]\d+)*/g)) {
    const kind = /[A-Z] ?$/.test(en.slice(0, index)) ? 'code' : 'number';
    const rest = en.slice(index + found.length);
    const others = [found.replace(/\d(?=\D*$)/, (digit) => `${(Number(digit) + 1) % 10}`), `${found}0`, found.slice(0, -1)];
    for (const other of others) if (/\d$/.test(other)) yield [kind, en.slice(0, index) + other + rest];
    if (rest.startsWith('%'))
      for (const unit of ['', ' percentage points']) yield ['percent', en.slice(0, index) + found + unit + rest.slice(1)];
  }
  for (const [kind, list] of Object.entries(swaps))
    for (const [from, to] of list) yield [kind, en.replace(new RegExp(`(?<![A-Za-z])(?:${from})(?![A-Za-z])`), plain(to))];
}

const rows = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n');
const pairs = rows.flatMap((row) => {
  const [zh = '', en = ''] = row.split('\t');
  return /\p{Script=Han}/u.test(zh) && en !== '' ? [{ zh, en: en.split(' | ')[0] ?? '' }] : [];
});
const refused = pairs.filter(({ zh, en }) => faultOfEnglish(zh, en) !== undefined);
const made = pairs
  .filter((pair) => !refused.includes(pair))
  .flatMap(({ zh, en }) => [...changesOf(en)].filter(([, bad]) => bad !== en).map(([kind, bad]) => ({ kind, zh, bad })));
const passed = made.filter(({ zh, bad }) => faultOfEnglish(zh, bad) === undefined);
for (const { zh, en } of refused) process.stdout.write(`refused: ${faultOfEnglish(zh, en)}\n  ${zh}\n  ${en}\n`);
for (const { kind, zh, bad } of passed) process.stdout.write(`passed, ${kind}\n  ${zh}\n  ${bad}\n`);
process.stdout.write(`${pairs.length} right pairs, ${refused.length} refused; ${made.length} changes, ${passed.length} passed\n`);
