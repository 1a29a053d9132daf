import { orEmpty } from '../../model/values.ts';
import { findIssuer, findIssuers } from '../../registry/issuers.ts';
import expressions from './expressions.json' with { type: 'json' };
import { collapseWhitespace, simplify } from './language.ts';
import lists from './word-lists.json' with { type: 'json' };
import { either, expressionsOf } from './words.ts';

const {
  notNames,
  /** What sites call the rooms of their visitors. */
  rooms,
  office,
} = expressionsOf(expressions.bodyNames);

const suffix = new RegExp(`${either(lists.bodyEndings)}$`);

/** The characters such an ending closes with: most words are told by their last. */
const lastOfSuffix: ReadonlySet<string> = new Set(lists.bodyEndings.flatMap((each) => [...(each.endsWith(']') ? each : each.slice(-1))]));

/** Of these the marks that part no names either. */
const ofSentence = /[。：:!?！？《》“”]/;

const officials = /^[\p{Script=Han} ]{0,14}(?:长|主任|书记|主席|总理|局长|专员|行长)[ ]?[:：]?[ ]?[\p{Script=Han}· ]{2,8}$/u;

/** A congress acts in the name of its term (某市第十六届人民代表大会常务委员会): the body is the one that lasts. */
export const withoutTerm = (name: string): string =>
  name.replace(/第?[一二三四五六七八九十\d]{1,4}届(?=(?:中国人民)?(?:全国|政协|政治协商)|人民代表大会|人大)/g, '');

export function isName(text: string): boolean {
  if (text.length < 2 || text.length > 40 || notNames.test(text) || rooms.test(text)) return false;
  return (
    (endsLikeName(text.replace(/[（(][^（()）]{1,30}[)）]$/, '')) && /^[\p{Script=Han}（）()、]+$/u.test(text)) ||
    findIssuer(text) !== undefined
  );
}

const mayEndName = (last: string) => lastOfSuffix.has(last) || lastOfSuffix.has(simplify(last));

const endsLikeName = (text: string) => mayEndName(text.slice(-1)) && (suffix.test(text) || suffix.test(simplify(text)));

export const isSignatoryLine = (text: string): boolean => text.length <= 24 && officials.test(text) && !isName(text);

export function bodyOfSignatory(line: string): string | undefined {
  const body = office.exec(collapseWhitespace(line))?.[1];
  return body !== undefined && findIssuer(body) ? body : undefined;
}

/**
 * Names in a line that holds nothing but names, blanks or commas between them; undefined when anything else is there.
 * Letters set apart (财 政 部) are one name.
 */
export function parseBodyNames(line: string): readonly string[] | undefined {
  return line === '' || ofSentence.test(line) ? undefined : readNames(line);
}

const readNames = (line: string): readonly string[] | undefined => {
  // An old editor leaves &sp; behind.
  const text = collapseWhitespace(line.replace(/[（(](?:盖章|公章|章|代章)[)）]|&[a-z]{1,6};/g, ''));
  if (text === '' || text.length > 400) return undefined;
  const tokens = text.split(/[ 、，,;；]+/).filter((token) => token !== '');
  return namesIn(joinedLetters(tokens)) ?? (isName(withoutTerm(text)) ? [text] : undefined);
};

function namesIn(words: readonly string[]) {
  const names: string[] = [];
  for (const word of words) {
    const split = splitGluedText(word);
    if (!split.every((name) => isName(withoutTerm(name)))) return undefined;
    names.push(...split);
  }
  return names.length > 0 ? names : undefined;
}

const splitGluedText = (text: string): readonly string[] => (findIssuer(text) ? undefined : gluedNames(text)) ?? [text];

/** Single characters that follow each other are one name, also beside names that are written close (财 政 部 工业和信息化部). */
function joinedLetters(tokens: readonly string[]) {
  const joined: string[] = [];
  let open = false;
  for (const token of tokens) {
    const single = [...token].length === 1;
    if (single && open) joined.push(orEmpty(joined.pop()) + token);
    else joined.push(token);
    open = single;
  }
  return joined;
}

export const namesInTitle = (title: string): { readonly names: readonly string[]; readonly count?: number } | undefined => {
  const bare = title.replace(/^[（(【[](?:转载|转发|转|轉載)[)）】\]]/, '');
  const length = /^(.{2,160}?)(?:关于|印发|转发|发布|公布|令第|令（|公告|通告|行政(?:处罚|许可)(?:信息|决定|公示|公开|结果))/u.exec(
    simplify(bare),
  )?.[1]?.length;
  if (length === undefined) return undefined;
  const head = bare.slice(0, length);
  const several = /^(.{2,40}?)等(?:[\d一二三四五六七八九十]{1,3}个?)?(?:部门|部門|单位|單位|部委|部|机关|機關|家单位)$/u.exec(
    collapseWhitespace(head),
  );
  if (several?.[1] !== undefined) {
    const names = parseBodyNames(several[1]);
    return names && { names, count: Number.POSITIVE_INFINITY };
  }
  const names = parseBodyNames(head) ?? gluedNames(collapseWhitespace(head));
  return names && { names };
};

/**
 * Two or more names written without a blank (at most so many places are tried), split where every piece is a name and the next one opens
 * like a body of its own.
 */
function gluedNames(text: string, budget = { left: 300 }): string[] | undefined {
  if (text.length < 6 || text.length > 160 || /[^\p{Script=Han}]/u.test(text)) return undefined;
  for (let at = 3; at < text.length - 2; at += 1) {
    const last = text.charAt(at - 1);
    if (last !== '央' && !mayEndName(last)) continue;
    const first = text.slice(0, at);
    if (!endsLikeName(first) && !first.endsWith('中共中央')) continue;
    budget.left -= 1;
    if (budget.left < 0) return undefined;
    const rest = text.slice(at);
    if (!isName(first) || !opens(rest, first)) continue;
    const more = findIssuer(rest) ? undefined : gluedNames(rest, budget);
    if (more) return [first, ...more];
    if (isName(rest)) return [first, rest];
  }
  return undefined;
}

/**
 * A further name opens with the place of the first (广州市…广州市…, 市财政局市商务局), or with a body of the state; the place behind such a body
 * is that of its branch (国家税务总局珠海市税务局).
 */
function opens(rest: string, first: string) {
  const next = findIssuers(rest.slice(0, 24))[0];
  const known = next?.start === 0 ? next.entry.kind : undefined;
  const body = findIssuer(first);
  if (body && body.kind !== 'local') return (known !== undefined && known !== 'local') || /^(?:国家|中国|中华|中央|全国|最高)/.test(rest);
  return known !== undefined || first.includes(rest.slice(0, 2)) || (/^[省市区县州]/.test(rest) && first.charAt(0) === rest.charAt(0));
}
