import type { Token } from './tokens.ts';
import wordings from './wordings.json' with { type: 'json' };

/** Words that one may leave out or add without saying anything else. */

const long = new RegExp(
  wordings.light
    .filter(({ length }) => length > 1)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'g',
);
const single = new Set(wordings.light.filter(({ length }) => length === 1));
/** 数量不少于50家 and 不少于50家: what is measured is said by the unit. */
const measure = new RegExp(`(?:${wordings.measures.join('|')})$`);
const generic = new Set(wordings.generic);

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('');
const keysOf = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join('');

export const isLightText = (text: string): boolean => [...text.replace(long, '')].every((char) => single.has(char));

/** `next`: what stands behind the words. */
export function isLight(tokens: readonly Token[], next: Token | undefined): boolean {
  if (tokens.some(({ kind }) => kind !== 'word')) return false;
  const words = keysOf(tokens);
  return isLightText(words) || (next?.kind === 'number' && isLightText(words.replace(measure, '')));
}

/** Without light words at both ends. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  const light = (token: Token | undefined): boolean => token?.kind === 'word' && single.has(token.key);
  let [from, to] = [0, tokens.length];
  while (from < to && light(tokens[from])) from += 1;
  while (to > from && light(tokens[to - 1])) to -= 1;
  return tokens.slice(from, to);
}

/** 单位, 任何组织, 个人: a word for whoever it is. */
export const isGeneric = (words: string): boolean => generic.has(words.replace(/^(?:任何|有关|相关|各)/, ''));

/** 撤销登记, 督促缴纳, 减收50万元: what stands behind is not done, or by others, or is another figure. */
export const turning = new RegExp(wordings.turning.join('|'), 'g');

/** Words that a passage may have besides, where its figure is meant. */
export const isDetail = (words: readonly Token[]): boolean => {
  const keys = keysOf(words);
  return (
    words.every(({ kind, listed }) => kind === 'word' && listed !== true) && !/[仅只除非前外无半]/.test(keys) && keys.search(turning) < 0
  );
};
