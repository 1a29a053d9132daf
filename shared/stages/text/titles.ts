import expressions from './expressions.json' with { type: 'json' };
import { simplify } from './language.ts';
import { normaliseText } from './normalise.ts';
import lists from './word-lists.json' with { type: 'json' };
import { either, expressionsOf } from './words.ts';

const {
  /** Wrappers around a title that say how the page came about, not what the work is. */
  noise,
  relay,
  /**
   * Words beside 《X》 that make the page the shell of X, and words that make it a reading of X. A law that is carried out or amended is
   * neither.
   */
  shell,
  /** Words of a title that say which reading of a draft it is. */
  laterDraft,
  unwrapped,
  consulting,
  consultingFirst,
  reading,
} = expressionsOf(expressions.titles);

/** Stages of one work: a draft and its final text share a key without them. */
const stages = new RegExp(String.raw`[（(〈[]\s{0,3}${either(lists.draftStages)}\s{0,3}[）)〉\]]`, 'g');

/**
 * Which reading of a draft a title states: 1 for the first, which seldom says so, 2 for a 二次征求意见稿 or one that is put to the public again
 * without a figure (再次).
 */
export function draftRoundOf(title: string): number {
  const plain = simplify(normaliseText(title).text.normalize('NFKC'));
  const figure = laterDraft.exec(plain)?.slice(1).find(Boolean);
  if (figure !== undefined) return '一二三四五'.indexOf(figure) + 1 || Number(figure);
  return /再次(?:公开|向社会公开)?(?:征求|征集)/.test(plain) ? 2 : 1;
}

const marks = /[\s\p{P}\p{S}]/gu;

function stripTitle(title: string) {
  const plain = normaliseText(title).text.normalize('NFKC').replace(noise, '').replace(relay, '');
  // The sign of “人工智能+” and “数据要素×” is part of the name.
  return simplify(plain.replace(/[+＋]/g, '加').replace(/[×✕]/g, '乘')).toLowerCase().replace(marks, '');
}

/** Key under which spellings of one title are equal: width, script, blanks, quotation marks, brackets and punctuation do not count. */
export const titleKey = (title: string): string => stripTitle(title);

const close: Readonly<Record<string, string>> = { '《': '》', '〈': '〉', '“': '”', '「': '」' };

function inside(text: string, start: number) {
  const open = text.charAt(start);
  const end = close[open];
  if (!end) return undefined;
  let depth = 0;
  for (let i = start; i < text.length && i < start + 300; i += 1) {
    if (text[i] === open) depth += 1;
    if (text[i] === end) depth -= 1;
    if (depth === 0) return { text: text.slice(start + 1, i), end: i + 1 };
  }
  return undefined;
}

function splitFirstWork(text: string) {
  const start = text.indexOf('《');
  const found = start < 0 ? undefined : inside(text, start);
  return found && { first: found.text, rest: text.slice(0, start) + text.slice(found.end) };
}

/**
 * The work named inside a title: X of 关于印发《X》的通知, 关于印发X的通知, 就《X（征求意见稿）》公开征求意见, 《〈X〉解读》. As written, without the outer
 * marks; `undefined` when the title names no other work.
 */
export function innerTitle(title: string): string | undefined {
  const text = title.trim();
  const outer = splitFirstWork(text);
  if (outer) {
    const nested = inside(outer.first, outer.first.indexOf('〈'));
    if (nested && reading.test(simplify(outer.first.slice(nested.end)))) return nested.text.trim();
    const rest = simplify(outer.rest);
    const alone = rest.replace(noise, '').replace(stages, '').trim() === '';
    return alone || shell.test(rest) || reading.test(rest) ? outer.first.trim() : undefined;
  }
  const plain = simplify(text);
  for (const pattern of [unwrapped, consultingFirst, consulting]) {
    const match = pattern.exec(plain);
    const found = match?.[1];
    if (!match || !found) continue;
    const start = plain.indexOf(found, match.index);
    return text.slice(start, start + found.length).trim();
  }
  return undefined;
}

const issuers = new RegExp(
  String.raw`^(?:[\p{Script=Han}\s、，]{1,80}?${either(lists.issuerEndings)}(?:等[\p{Script=Han}\d]{1,4}(?:部门|单位|部委|机关|家单位))?)(?=关于|印发|发布|就)`,
  'u',
);

/**
 * Key of the work behind a title: draft, trial and final text share it, and 关于印发《X》的通知 has the key of X. Empty only for an empty title.
 * Two works may share it in the worst case, so identity asks for issuer and day too.
 */
export function workKey(title: string): string {
  let work = simplify(normaliseText(title).text.normalize('NFKC').replace(noise, '').replace(relay, '').trim());
  for (let depth = 0; depth < 3; depth += 1) {
    const inner = innerTitle(work);
    const outer = splitFirstWork(work);
    const about = outer !== undefined && reading.test(outer.rest) && !shell.test(outer.rest);
    if (inner === undefined || about || outer?.first.includes(`〈${inner}〉`)) break;
    work = inner;
  }
  const stripped = work
    .replace(stages, '')
    .trim()
    .replace(issuers, '')
    .replace(/^关于/, '')
    .replace(/(?:公开|(?:第?[一二三四五]|再)次)?(?:征求|征集)意见稿$|草案$/, '')
    .replace(/暂行(?=办法|规定|条例|细则|规则|规范|要求)/g, '')
    .replace(/^中华人民共和国(?=.{1,40}(?:法|条例)$)/, '');
  return stripTitle(stripped) || stripTitle(title);
}
