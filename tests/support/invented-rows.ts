import { readFileSync } from 'node:fs';
import type { IndexChange } from '../../shared/model/query.ts';

/**
 * Invented rows of the index, the same at every run. A text has the variety of an official one: words of a dictionary by their rank, phrases of a stock that all
 * texts share, and phrases of its own again and again; half of its pairs of characters are different ones (acts of the state: 0.52 to 0.55 in pieces of 1,500).
 */
const dictionary = readFileSync(new URL('../../shared/registry/tables/cedict/words.json', import.meta.url), 'utf8');
const words = [...new Set(dictionary.match(/\p{Script=Han}{2,4}/gu))];

/** Numbers from 0 to 1, the same row for the same seed (mulberry32). */
function numbersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Numbers = () => number;
/** One of a list, the first ones far more often (Zipf). */
const often = <T>(list: readonly T[], next: Numbers): T =>
  list[Math.min(list.length - 1, Math.floor(Math.exp(next() * Math.log(list.length)) - 1))] as T;
const evenly = <T>(list: readonly T[], next: Numbers): T => list[Math.floor(next() * list.length)] as T;
const times = <T>(count: number, make: (at: number) => T): readonly T[] => Array.from({ length: count }, (_, at) => make(at));
const phrase = (next: Numbers): string => times(2 + Math.floor(next() * 3), () => often(words, next)).join('');
const stock = ((next) => times(20_000, () => phrase(next)))(numbersOf(7));

function textOf(characters: number, next: Numbers): string {
  const own = times(90, () => phrase(next));
  let text = '';
  for (let since = 0; text.length < characters; ) {
    const kind = next();
    const piece = kind < 0.5 ? often(own, next) : kind < 0.9 ? often(stock, next) : often(words, next);
    const stop = since > 10 && next() < 0.5;
    text += stop ? `${piece}${next() < 0.6 ? '，' : next() < 0.95 ? '。' : '。\n'}` : piece;
    since = stop ? 0 : since + piece.length;
  }
  return text;
}

const themes = ['compute', 'chips', 'regulation', 'industry', 'talent'] as unknown as IndexChange['themes'];
const pad = (n: number): string => String(n).padStart(2, '0');
export const idOf = (seed: number): string => seed.toString(16).padStart(16, '0');

function registerOf(seed: number, day: string, next: Numbers): NonNullable<IndexChange['register']> {
  const cites = times(Math.floor(next() * 5), () => {
    const title = often(stock, next);
    return {
      keys: [`t:${title}`, `n:${title}`],
      title: `${title}办法`,
      relation: 'implements' as const,
      quote: `根据《${title}办法》${evenly(stock, next)}`,
    };
  });
  const figure = {
    value: Math.round(next() * 1000),
    unit: 'EFLOPS',
    bound: 'at-least' as const,
    strength: 'target' as const,
    quote: evenly(stock, next),
  };
  return {
    ...{ keys: [`t:${evenly(stock, next)}`, `n:${seed}`], act: next() < 0.6, draft: next() < 0.05, day, cites },
    sequence: { prefix: '河政发', year: Number(day.slice(0, 4)), n: seed },
    figures: next() < 0.3 ? [figure] : [],
    windows: next() < 0.05 ? [{ kind: 'application', until: '2026-12-31', quote: evenly(stock, next) }] : [],
  };
}

/** A row of the index with a text of so many characters. Recent years have more documents than distant ones; every hundredth text speaks of 量子语料. Versions differ in the text alone. */
export function inventedRow(seed: number, characters: number, version = 0): IndexChange {
  const next = numbersOf(seed * 7919 + 31);
  const day = `${2026 - Math.floor(next() ** 2 * 27)}-${pad(1 + Math.floor(next() * 12))}-${pad(1 + Math.floor(next() * 28))}`;
  const issuer = Math.floor(next() * 300);
  const title = `河湾市关于${often(stock, next)}的通知`;
  return {
    ...{
      id: idOf(seed),
      title,
      english: `Notice on computing ${seed}`,
      number: `河政发〔2026〕${seed}号`,
      level: 'L5',
      type: 'notice',
      authority: 20 + (issuer % 8) * 10,
    },
    text: `${seed % 100 === 0 ? '支持建设量子语料中心。' : ''}${textOf(characters, numbersOf(seed * 31 + version * 977))}`,
    ...{
      issuerIds: [`issuer-${issuer}`],
      issuerNames: [`河湾市第${issuer}局`],
      themes: [evenly(themes, next)],
      sourceIds: [`source-${issuer % 90}`],
    },
    entityIds: times(Math.floor(next() * 4), () => `place:${Math.floor(next() * 300)}`),
    ...{
      coverage: 0,
      published: day,
      status: 'unknown',
      firstSeenAt: `${day}T04:00:00.000Z`,
      url: `https://www.hewan.example/${seed}.html`,
    },
    register: registerOf(seed, day, next),
  };
}
