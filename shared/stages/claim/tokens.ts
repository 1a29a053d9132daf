import { group, orEmpty } from '../../model/values.ts';
import { foldText } from '../text/fold.ts';
import { readNumeral } from '../text/numeral.ts';

/**
 * The words of a Chinese sentence in one spelling, so that two sentences can be laid side by side: 六个月 and 6个月, 不少于 and 至少, 应当 and 必须 are one. What
 * nobody could mean differently (的, commas, brackets) is left out.
 */
export type Token = {
  readonly kind: 'number' | 'modal' | 'negation' | 'or' | 'word';
  readonly key: string;
  readonly text: string;
  /** The bound of a number: at-least includes the number, over does not. */
  readonly bound?: Bound;
  readonly value?: string;
  /** A mark of a list (、 和) stands before it. */
  readonly listed?: true;
};
type Bound = 'at-least' | 'over' | 'at-most' | 'under' | 'about';
type Raw = {
  readonly kind: Token['kind'] | 'bound' | 'list' | 'nothing';
  readonly key: string;
  readonly text: string;
  readonly behind?: boolean;
};

/** Expressions are tried at a place from the first on; a bound that stands behind its number is marked. */
const forms: readonly (readonly [kind: Raw['kind'], key: string, words: RegExp])[] = [
  ['bound', 'at-least', /(?:不[得应宜能可]?(?:少于|低于|小于|短于)|至少|最低|最少|最短|≥)/y],
  ['bound', 'at-most', /(?:不[得应宜能可]?(?:超过|多于|高于|长于|大于|超出)|至多|最多|最高|最长|≤)/y],
  ['bound', 'over', /(?:超过|高于|多于|大于|逾(?!期)|突破|＞|>)/y],
  ['bound', 'under', /(?:低于|少于|小于|短于|不足|不满|未满|不到|未达到?|＜|<)/y],
  ['bound', 'about', /(?:大约|约(?=[\d一二三四五六七八九十百千])|左右)/y],
  ['modal', 'must-not', /(?:不得|严禁|禁止|不准|不允许|不应当?|不可以|不许)/y],
  ['modal', 'must', /(?:应当|应该|必须|务必(?!须)|(?<![必无])须(?!知))/y],
  ['modal', 'may', /可以/y],
  ['negation', '', /(?:没有|[不未无非勿莫])/y],
  ['or', 'or', /(?:或者|或)/y],
  ['list', '', /(?:以及|、|及|和|与)/y],
  ['nothing', '', /[\s的地了之，,。；;：:！!？?“”"'‘’《》〈〉「」『』【】()（）·—-]/y],
  ['word', '', /[A-Za-z][A-Za-z0-9+.-]{0,40}/y],
];
/** 三万元以上, 30%及以下, 60日内: the bound of the number before it. */
const behind = /(?<least>及?以上)|(?<most>及?以[下内]|之内|(?<=[日天年月时周])内)/y;

function rawAt(plain: string, at: number): Raw {
  const number = readNumeral(plain, at);
  if (number) return { kind: 'number', key: number.value, text: plain.slice(at, number.end) };
  behind.lastIndex = at;
  const after = behind.exec(plain);
  if (after)
    return { kind: 'bound', key: after.groups?.['least'] === undefined ? 'at-most' : 'at-least', text: group(after, 0), behind: true };
  for (const [kind, key, words] of forms) {
    words.lastIndex = at;
    const found = words.exec(plain)?.[0];
    if (found !== undefined)
      return { kind, key: key === '' ? found.toLowerCase() : key, text: found, ...(found === '左右' ? { behind: true } : {}) };
  }
  const char = String.fromCodePoint(plain.codePointAt(at) ?? 0x20);
  return { kind: 'word', key: char, text: char };
}

/** How many characters may stand between a bound and its number: 至少保存标识日志6个月, 30个工作日以内. */
const reach = { before: 14, behind: 6 };

/** The number that a bound belongs to: the next one, or for a bound behind, the one before. */
function numberOf(raw: readonly Raw[], at: number): number | undefined {
  const [step, most] = raw[at]?.behind ? [-1, reach.behind] : [1, reach.before];
  for (let place = at + step, far = 0; far < most; place += step, far += 1) {
    const { kind, text } = raw[place] ?? { kind: undefined, text: '' };
    if (kind === undefined || kind === 'bound' || kind === 'or' || kind === 'modal' || /^[，。；：,;:]$/.test(text)) return undefined;
    if (kind === 'number') return place;
  }
  return undefined;
}

/** The words of a piece of text, in order. */
export function tokensOf(text: string): readonly Token[] {
  const plain = foldText(text);
  const raw: Raw[] = [];
  for (let at = 0; at < plain.length; ) {
    const next = rawAt(plain, at);
    raw.push(next);
    at += next.text.length;
  }
  const bounds = new Map<number, string>();
  const words = new Set<number>();
  for (const [at, { kind, key }] of raw.entries()) {
    if (kind !== 'bound') continue;
    const number = numberOf(raw, at);
    if (number === undefined || bounds.has(number)) words.add(at);
    else bounds.set(number, key);
  }
  const tokens: Token[] = [];
  let listed = false;
  for (const [at, { kind, key, text: said }] of raw.entries()) {
    if (kind === 'list') listed = true;
    if (kind === 'list' || kind === 'nothing' || (kind === 'bound' && !words.has(at))) continue;
    const bound = bounds.get(at) as Bound | undefined;
    const mark = listed ? ({ listed: true } as const) : {};
    listed = false;
    if (kind === 'number')
      tokens.push({ kind, key: `${orEmpty(bound)} ${key}`, text: said, value: key, ...(bound ? { bound } : {}), ...mark });
    // A bound without a number (超过有效期) says what is meant, as a negation does.
    else tokens.push({ kind: kind === 'bound' ? 'negation' : kind, key, text: said, ...mark });
  }
  return tokens;
}
