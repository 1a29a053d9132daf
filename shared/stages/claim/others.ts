import { isLight } from './light.ts';
import { type Token, tokensOf } from './tokens.ts';
import wordings from './wordings.json' with { type: 'json' };

/** Words of every day for those of an act: a claim may have the one where the passage has the other, and no word that is nowhere in it. */

const keysOf = (text: string): readonly string[] => tokensOf(text).map(({ key }) => key);
const groups: readonly (readonly (readonly string[])[])[] = wordings.others.map((words) => words.map(keysOf));
/** 一般, 原则上: who says so claims less. */
const hedges: readonly (readonly string[])[] = wordings.hedges.map(keysOf);

const startsWith = (tokens: readonly Token[], at: number, keys: readonly string[]): boolean =>
  keys.every((key, n) => tokens[at + n]?.key === key && tokens[at + n]?.kind === 'word');

/** How far from its place in the claim the other word may stand. */
const reach = 16;

type Passage = { readonly stated: readonly Token[]; readonly covered: ReadonlySet<number>; readonly near: number };

function partnerOf(keys: readonly string[], { stated, covered, near }: Passage, taken: readonly number[]): readonly number[] | undefined {
  const isFree = (at: number): boolean => !covered.has(at) && !taken.includes(at);
  const places = stated.flatMap((_, at) =>
    Math.abs(at - near) <= reach && startsWith(stated, at, keys) && keys.every((__, n) => isFree(at + n)) ? [at] : [],
  );
  const [at] = places.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near));
  return at === undefined ? undefined : keys.map((_, n) => at + n);
}

/** How many words of the claim from there on are light, or stand for others of the passage; and which those are. */
function stepAt(
  words: readonly Token[],
  at: number,
  passage: Passage,
  taken: readonly number[],
): readonly [number, readonly number[]] | undefined {
  const hedge = hedges.find((keys) => startsWith(words, at, keys));
  if (hedge) return [hedge.length, []];
  for (const group of groups)
    for (const mine of group.filter((keys) => startsWith(words, at, keys)))
      for (const theirs of group) {
        const found = theirs === mine ? undefined : partnerOf(theirs, passage, taken);
        if (found) return [mine.length, found];
      }
  const light = [3, 2, 1].find((length) => at + length <= words.length && isLight(words.slice(at, at + length), undefined));
  return light === undefined ? undefined : [light, []];
}

/** The places in the passage of the words that those of the claim stand for; nothing when one of them stands for none. */
export function inOtherWords(words: readonly Token[], passage: Passage): readonly number[] | undefined {
  const taken: number[] = [];
  for (let at = 0; at < words.length; ) {
    const step = stepAt(words, at, passage, taken);
    if (!step) return undefined;
    taken.push(...step[1]);
    at += step[0];
  }
  return taken;
}

const whole: ReadonlySet<string> = new Set(wordings.shortened.map((word) => keysOf(word).join('')));

/** 悬|挂, 支|付: half of a word whose other half the claim has. */
export const isHalf = (before: Token | undefined, { key }: Token, after: Token | undefined): boolean =>
  whole.has(`${before?.key}${key}`) || whole.has(`${key}${after?.key}`);
