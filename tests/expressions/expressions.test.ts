import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import { describe, expect, test } from 'vitest';
import { reported } from '../faults/report.ts';
import { waysOf } from './bound.ts';
import { builders, type Expression, writtenOut } from './written.ts';

/** From one place of a text an expression may go in vain as many ways as this. */
const mostWays = 20_000;
/** Hashes of the expressions that recheck found linear: they are not asked about again. Written by this test; commit it. */
const verdictsFile = fileURLToPath(new URL('./linear.txt', import.meta.url));
/** Expressions that are neither bounded nor linear, with the bound that saves them. */
const exceptions: Readonly<Record<string, string>> = {};

const hashOf = ({ source, flags }: Expression): string => createHash('sha256').update(`${source}/${flags}`).digest('hex').slice(0, 16);
const known = new Set(existsSync(verdictsFile) ? readFileSync(verdictsFile, 'utf8').split('\n').filter(Boolean) : []);

/** What is wrong with an expression; undefined when it is bounded, or linear by recheck. */
function trouble(expression: Expression, linear: Set<string>): string | undefined {
  const { source, flags } = expression;
  const ways = waysOf(source, flags);
  if (ways <= mostWays || linear.has(hashOf(expression))) return undefined;
  const asked = checkSync(source, flags, { timeout: 20_000 });
  if (asked.status !== 'safe') return `${asked.status === 'vulnerable' ? asked.complexity.summary : asked.status}, ${ways} ways`;
  linear.add(hashOf(expression));
  return undefined;
}

const advice = `
Mend it: bound each quantifier ({0,40}), begin it where nothing else can begin it (a quantifier at the end of an unanchored expression is quadratic: use
{1,9}$), let neighbours not match the same characters ([^批]{0,40}批准), write no quantifier around another one, or look for plain words by indexOf.`;

const built = (): Expression[] =>
  JSON.parse(execFileSync(process.execPath, [fileURLToPath(new URL('./built.ts', import.meta.url))], { encoding: 'utf8' })) as Expression[];

describe('regular expressions that may meet words from outside', () => {
  const late = built();

  test('those put together when the program runs are all seen', () => {
    const seen = new Set(late.map(({ at }) => at));
    expect(
      builders().filter((at) => !seen.has(at)),
      'put these to work in tests/expressions/built.ts',
    ).toEqual([]);
  });

  test('each is linear or bounded', () => {
    const linear = new Set(known);
    const all = new Map([...writtenOut(), ...late].map((each) => [`${each.source}/${each.flags}`, each]));
    const bad = [...all.values()].flatMap((each) => {
      const what = exceptions[each.source] === undefined ? trouble(each, linear) : undefined;
      return what === undefined ? [] : [`${each.at} ${what}: /${each.source}/${each.flags}`];
    });
    const needed = [...all.values()].map(hashOf).filter((hash) => linear.has(hash));
    if (!process.env['CI'] && needed.some((hash) => !known.has(hash)))
      writeFileSync(verdictsFile, `${[...new Set(needed)].toSorted().join('\n')}\n`);
    expect(bad, advice).toEqual([]);
    reported(39, { vulnerable: bad.length, expressions: all.size });
  });

  test.each([
    ['(a+)+$', ''],
    ['(?:达到|达|到)+$', ''],
    ['(?:达到|达|到){0,40}升', ''],
    ['\\s+$', ''],
    ['(?:a|a){0,40}b', ''],
    ['.*a.*b.*c', 's'],
  ])('/%s/%s is found out', (source, flags) => {
    expect(trouble({ source, flags, at: '' }, new Set())).toBeDefined();
  });

  test.each([
    ['\\d{1,4}年\\d{1,2}月', 1],
    ['[^，]{0,40}，', 1],
    ['[^。]{0,40}批准', 41],
    ['[^。批]{0,40}批准', 1],
    ['(?:公告|公示|通知)书', 1],
    ['(?:不|不得)力', 2],
    ['(?=a{0,9}b)c', 1],
    ['a*b', Number.POSITIVE_INFINITY],
  ])('/%s/ can go on in %d ways', (source, ways) => {
    expect(waysOf(source)).toBe(ways);
  });
});
