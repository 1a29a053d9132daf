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

const isLightText = (text: string): boolean => [...text.replace(long, '')].every((char) => single.has(char));

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

const contrasts = wordings.contrasts;
const never = new Set(wordings.never);
/** Words of 市公安机关, 平台运营者, 银行 that stand at the end of who is meant. */
const who = /(?:部门|机关|机构|单位|组织|企业|公司|银行|学校|医院|法院|政府|[者人员方会局厅部院府户商])/;

/**
 * Other words for the same thing, as far as that can be told: a word or two with nothing in them by which things of a kind differ, nor whom they belong to. `around`: the
 * words of the claim from there on.
 */
export function isReworded(claimed: readonly Token[], stated: readonly Token[], around: readonly Token[]): boolean {
  if (claimed.some(({ kind }) => kind !== 'word') || claimed.length > 4) return false;
  const [mine, theirs] = [keysOf(claimed), keysOf(stated)];
  // 复审 is not 评审: one sign for another makes another word.
  if (mine.length === 1 && theirs.length === 1) return false;
  if ([...mine].some((char) => never.has(char)) || who.test(keysOf(around))) return false;
  return !contrasts.some((group) =>
    group.some((one) => mine.includes(one) && group.some((other) => other !== one && theirs.includes(other))),
  );
}

/** Words that a passage may have besides, where its figure is meant. */
export const isDetail = (words: readonly Token[]): boolean => {
  const keys = keysOf(words);
  return words.every(({ kind, listed }) => kind === 'word' && listed !== true) && !/[仅只除非前外无]/.test(keys);
};
