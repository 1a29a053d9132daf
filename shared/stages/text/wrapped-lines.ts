import expressions from './expressions.json' with { type: 'json' };
import { expressionsOf } from './words.ts';

const { begins } = expressionsOf(
  expressions.wrappedLines,
); /** Lines of a print, whose ends are those of the paper: sentences run over them. */

const shortest = 18;
const ends = /[。；：！？!?;:”）)》]$/;

const isBroken = (line: string): boolean => line.length >= shortest && !ends.test(line);

/** Lines set far apart: a blank one behind nearly each. */
const isSpaced = (lines: readonly string[]): boolean =>
  lines.filter((line, at) => line.trim() !== '' && lines[at + 1]?.trim() === '').length * 4 >
  lines.filter((line) => line.trim() !== '').length * 3;

/** The text with the sentences of a print put together again; a text whose lines are paragraphs comes back as it is. */
export function joinWrapped(text: string): string {
  const all = text.split('\n');
  const lines = isSpaced(all) ? all.filter((line) => line.trim() !== '') : all;
  const long = lines.filter(({ length }) => length >= shortest);
  if (long.length < 6 || long.filter(isBroken).length * 2 < long.length) return text;
  let joined = '';
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]?.trim();
    joined += line.trimEnd();
    if (next === undefined) break;
    if (!isBroken(line.trim()) || next === '' || begins.test(next)) joined += '\n';
  }
  return joined;
}
