import { group, han, opt, orEmpty } from '../../../model/values.ts';
import { knownBodies } from '../../../registry/bodies.ts';
import { findIssuers } from '../../../registry/issuers.ts';
import { parseCount, parseNumeral } from '../../text/numerals.ts';
import { expressionsOf, withLists } from '../../text/words.ts';
import lists from '../phrases/body-words.json' with { type: 'json' };
import { wordsOf } from '../phrases/phrases.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './issuing-forms.json' with { type: 'json' };
import table from './issuing-rows.json' with { type: 'json' };

const { separators } = expressionsOf(expressions.bodyList);

/** Names of bodies, and lists of them, in a folded Chinese sentence. The words are lists in phrases/body-words.json. */

const acronyms = knownBodies.flatMap(({ short, others }) => [short, ...others].filter((each) => /^(?:[A-Z]{3,7}|TC\d{2,3})$/.test(each)));
const bodyForm = withLists({
  ...lists,
  ...forms,
  bodyEn: forms.bodyEn.join('|'),
  repeal: wordsOf('repeal'),
  published: [...wordsOf('publish.past'), ...wordsOf('forward.past')],
  adopted: wordsOf('adopt.past'),
  acronym: acronyms,
});
const expression = (form: string, flags = 'u'): RegExp => new RegExp(bodyForm(form), flags);
const named = (form: keyof typeof forms, flags = 'u'): RegExp => expression(`{${form}}`, flags);

/** What reads like a body; 签署, 部署, 社会 end like one and are none. */
const genericBody = named('genericBody');
/** A body by its place in a sentence that says who drafted the text: 残联 and 民政部门 are enough there. */
const inFrame = named('inFrame');
/** 符合政府公布的标准, 你局: words of a sentence, and bodies of no name. */
const notAName = named('notAName');
const leadWords = named('leadWords');
const filler = named('fillers');
const countWord = named('countWord');

type Known = readonly { readonly start: number; readonly end: number }[];

function clean(name: string): string {
  return name
    .replace(/^\p{Script=Han}{0,14}(?<!自)由(?![贸港])/u, '')
    .replace(leadWords, '')
    .replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届/, '')
    .replace(/^中华人民共和国(?=.{2})/, '')
    .replace(/\s+/g, '');
}

const placed = named('placed');
const joint = named('joint');

/** A body of the registry, or what reads like one; 安陵市 in front of a known short name belongs to it. */
function ownName(plain: string, run: string, span: Known[number] | undefined): string | undefined {
  const whole = genericBody.test(run) && !/公司客户|子公司|各公司|家公司|客户/.test(run) ? run.replace(joint, '') : undefined;
  if (!span) return whole;
  const known = plain.slice(span.start, span.end);
  if (!whole || whole.length <= known.length) return known;
  const lead = clean(whole.slice(0, whole.length - known.length) + known);
  const place = lead.slice(0, lead.length - known.length);
  return placed.test(place) || (/^[省市区县州旗]/.test(known) && /^\p{Script=Han}{2,6}$/u.test(place)) ? whole : known;
}

/** 记者从自然资源部获悉，该部与国家数据局…: the body named before. Without one it has no name. */
function antecedent(name: string, plain: string, known: Known): string {
  if (!/^该(?:部|局|委|厅|办|院|会|署|中心|校|市|省)$/.test(name)) return name;
  const end = name.slice(1);
  const said = new RegExp(`(?:从|据)(${han}{1,24}?${end})(?:处)?(?:获悉|了解到|得知|介绍|消息)`, 'u').exec(plain)?.[1];
  const before = known.find((each) => each.end <= plain.indexOf(name) && plain.slice(each.start, each.end).endsWith(end));
  return said ?? (before ? plain.slice(before.start, before.end) : '有关');
}

function listBefore(plain: string, end: number, known: Known): { readonly names: readonly string[]; readonly start: number } {
  const names: string[] = [];
  let [at, start] = [end, end];
  for (let round = 0; round < 14; round += 1) {
    const span = known.find((each) => each.end === at);
    const run = group(/\p{Script=Han}{0,30}$/u.exec(plain.slice(Math.max(0, at - 30), at)), 0);
    const name = ownName(plain, run, span);
    const named = name ? antecedent(clean(name), plain, known) : '';
    if (named === '有关') return { names: [], start: at };
    if (!name || named.length < 2 || named.length > 28 || notAName.test(named)) break;
    names.unshift(named);
    at -= name.length;
    start = at + (name.endsWith(named) ? name.length - named.length : 0);
    const gap = separators.exec(plain.slice(0, at));
    if (!gap) {
      // 中共中央国务院: two bodies of the registry without anything between them.
      if (known.some((each) => each.end === at && each.end - each.start > 2)) continue;
      break;
    }
    at -= gap[0].length;
  }
  return { names, start };
}

/** Takes off, from the right, the words between the bodies and the verb; reads 等八部门. */
function beforeVerb(plain: string, end: number): { readonly end: number; readonly count?: number } {
  let at = end;
  let count: number | undefined;
  for (let round = 0; round < 8; round += 1) {
    const left = plain.slice(Math.max(0, at - 28), at);
    const counted = countWord.exec(left);
    if (counted) {
      const word = counted[1];
      count = (word && parseNumeral(word)) || count;
      at -= counted[0].length;
      continue;
    }
    const found = filler.exec(left);
    if (!found) break;
    at -= found[0].length;
  }
  return { end: at, ...opt('count', count) };
}

const {
  /** Those who print or tell what others issue. */
  press,
} = expressionsOf(expressions.issuingClause);

type IssuingClause = { readonly names: readonly string[]; readonly lead: string; readonly count?: number };

export const isPress = (name: string): boolean => press.test(name);

function clauseOf(names: readonly string[], count?: number): IssuingClause | undefined {
  const all = names.filter((name) => !isPress(name)).flatMap((name) => (name === '两办' ? ['中共中央办公厅', '国务院办公厅'] : [name]));
  const lead = all[0];
  return lead ? { names: [...new Set(all)], lead, ...opt('count', count) } : undefined;
}

/** 应急管理部国家数据局水利部: bodies of the registry that stand together without a sign between them. */
function apart(line: string): string {
  const known = findIssuers(line).filter(({ start, end }) => end - start > 2);
  const ends = known.flatMap(({ start, end }, at) =>
    known[at + 1]?.start === end || (at > 0 && known[at - 1]?.end === start) ? [end] : [],
  );
  return ends.toReversed().reduce((whole, end) => `${whole.slice(0, end)} ${whole.slice(end)}`, line);
}

const signed = named('signed', '');

function signature(plain: string): IssuingClause | undefined {
  const found = signed.exec(plain)?.[1];
  if (!found || found.includes('\t')) return undefined;
  const line = found
    .trimEnd()
    .replace(/^.*[：:]/, '')
    .replace(/^\s{0,6}[（(]/, '')
    .replace(/^附件\S*\s/, '');
  // Two bodies of a place whose letters were set apart run together.
  const parts = apart(line).replace(/(办公厅|委员会|人民政府)(?=\p{Script=Han}{2,8}[省市区县州旗]\p{Script=Han}{2})/gu, '$1 ');
  const names = parts.split(/[\s、]+/).filter((each) => genericBody.test(each));
  return clauseOf(names.map(clean));
}

/** 、 and 和 part bodies; the 和 of 工业和信息化部 does not. */
const parted = named('parted', '');
const bodiesOf = (list: string | undefined): string[] =>
  orEmpty(list)
    .split(parted)
    .filter((each) => each !== '')
    .map(clean);
const agreement = named('agreement', '');
const agreedBy = (plain: string): string[] => bodiesOf(agreement.exec(plain)?.[1]).filter((each) => genericBody.test(each));

/** The bodies that issued, drafted or adopted the text that a Chinese sentence is about. `plain` is folded. */
export function readIssuingClause(text: string, plain: string): IssuingClause | undefined {
  const found = issuingIn(plain);
  if (!found || found.names.some((name) => notAName.test(name))) return undefined;
  const written = (name: string): string => {
    const at = plain.indexOf(name);
    return at < 0 ? name : text.slice(at, at + name.length);
  };
  return { ...found, names: found.names.map(written), lead: written(found.lead) };
}

/** 2026年第14次部务会议: the session, cut out before the body is looked for. */
const session = named('meeting', 'g');
const sessions = named('sessions');
const congresses = named('congresses');

function adoptedBy(plain: string): IssuingClause | undefined {
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届(?=人大|人民代表)/g, '');
  const met = congresses.exec(outside) ?? sessions.exec(outside.replace(session, '§'));
  if (!met?.[1]) return undefined;
  const name = clean(met[1]);
  return genericBody.test(name) && name.length >= 2 ? clauseOf([name, ...agreedBy(outside)]) : undefined;
}

/** A body inside 《》 or in the brackets behind it issued the text named there; only of a heading that is nothing else is it the issuer. */
function withoutCited(plain: string): string {
  const title = /《(?:[^《》]|《[^《》]{0,150}》){0,200}》/g;
  const outside = plain
    .replace(/\p{Script=Han}{1,12}[〔[（(]20\d\d[〕\]）)]\d{1,5}号/gu, '')
    .replace(new RegExp(`${title.source}(?:[（(][^（）()]{0,160}[）)])?`, 'g'), '');
  if (outside.replace(/[^\p{Script=Han}]/gu, '').length < 4) return plain;
  const blank = (each: string): string => `《${'〇'.repeat(Math.max(0, each.length - 2))}》`;
  return plain.replace(title, blank).replace(/(?<=》\s{0,3})[（(][^（）()]{2,160}(?:令|公告|发布|印发)[^（）()]{0,16}[）)]/g, blank);
}

const deeds = expression('{deed}', '');
const nextClause = named('nextClause', '');

/** A和B开展整治，并印发《X》: who does the first also does the second. */
function subjectOf(plain: string, verb: number, known: Known): IssuingClause | undefined {
  if (!nextClause.test(plain.slice(Math.max(0, verb - 20), verb))) return undefined;
  const deed = deeds.exec(plain.slice(0, Math.min(120, verb)));
  if (!deed) return undefined;
  const { end, count } = beforeVerb(plain, deed.index);
  return clauseOf(listBefore(plain, end, known).names, count);
}

/**
 * A way of saying who issued a text, with invented sentences that it reads (`yes`) and such that it leaves alone (`no`). `after` begins at
 * the verb: the bodies are read to the left of it, and `before` is what stands to the left of the bodies. A row without a verb reads the
 * whole sentence: `lead` and `names` are the bodies.
 */
type IssuingRow = { readonly says: string; readonly before?: string; readonly after?: string; readonly sentence?: string } & {
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};
export const issuingRows: readonly IssuingRow[] = table;

const compiled = (form: string | undefined, flags?: string): RegExp | undefined =>
  form === undefined ? undefined : expression(form, flags);
const issues = ({ says }: IssuingRow): boolean => says === 'issuer';
const sentenceRows = issuingRows.flatMap((row) => {
  const sentence = compiled(row.sentence);
  return sentence ? [{ issues: issues(row), sentence }] : [];
});
const verbRows = issuingRows.filter(issues).flatMap(({ before, after }) => {
  const verb = compiled(after?.replace('^', ''), 'uy');
  return verb ? [{ before: compiled(before), after: verb }] : [];
});
const notRows = issuingRows
  .filter((row) => !issues(row) && row.sentence === undefined)
  .map(({ before, after }) => ({ before: compiled(before), after: compiled(after) }));
const verbs = new RegExp(verbRows.map(({ after }) => after.source).join('|'), 'gu');

function saidOfSentence(plain: string): IssuingClause | 'no' | undefined {
  for (const row of sentenceRows) {
    const found = row.sentence.exec(plain);
    if (!found) continue;
    if (!row.issues) return 'no';
    const names = [...bodiesOf(found.groups?.['lead']), ...bodiesOf(found.groups?.['names'])];
    if (names.length > 0 && names.every((each) => inFrame.test(each) && !notAName.test(each))) return clauseOf(names);
  }
  return undefined;
}

function isIssuing(plain: string, verb: number, left: string): boolean {
  return verbRows.some(({ before, after }) => {
    after.lastIndex = verb;
    return after.test(plain) && (before?.test(left) ?? true);
  });
}

function saidByVerb(plain: string, verb: number, known: Known): IssuingClause | undefined {
  const subject = subjectOf(plain, verb, known);
  if (subject) return subject;
  const { end, count } = beforeVerb(plain, verb);
  const { names, start } = listBefore(plain, end, known);
  const left = plain.slice(Math.max(0, start - 60), start);
  const right = plain.slice(verb);
  const isNot = notRows.some(({ before, after }) => (before?.test(left) ?? true) && (after?.test(right) ?? true));
  if (names.length === 0 || isNot || !isIssuing(plain, verb, left)) return undefined;
  const led = /(\p{Script=Han}{2,24}?)牵头$/u.exec(plain.slice(0, start).replace(/[，,、]?(?:并)?(?:会同|联合|商)?[，,]?$/, ''))?.[1];
  return clauseOf([...(led ? [clean(led)] : []), ...names, ...agreedBy(plain)], count);
}

function issuingIn(whole: string): IssuingClause | undefined {
  const plain = withoutCited(whole);
  const said = saidOfSentence(whole);
  if (said) return said === 'no' ? undefined : said;
  const at = signature(plain);
  if (at) return at;
  if (/两办(?:联合)?(?:印发|发布|转发|出台)/.test(plain)) return clauseOf(['两办']);
  const noSession = plain.replace(session, (each) => ' '.repeat(each.length));
  const known = findIssuers(plain).map(({ start, end }) => ({ start, end }));
  for (const { index } of noSession.matchAll(verbs)) {
    const found = saidByVerb(noSession, index, known);
    if (found) return found;
  }
  return adoptedBy(plain);
}

/** Names of bodies; behind a name its short form may stand in brackets. */
const piece = named('piece', 'g');
const joins = /^(?:, |,? and |,? (?:together |along |jointly )?with )(?:the )?$/;
const issuedBehind = named('issuedBehind', 'y');
const dayBehind = named('dayBehind', 'y');
/** NHC, MOE Order No. 17: the head of an order, and nothing else. */
const orderBehind = named('orderBehind', 'y');
const issuedBefore = named('issuedBefore', 'i');

const mostOfList = 9;
type Listed = { readonly names: readonly string[]; readonly start: number; readonly end: number };

function listsIn(text: string): readonly Listed[] {
  const lists: Listed[] = [];
  for (const { 0: name, index: start } of text.matchAll(piece)) {
    const last = lists.at(-1);
    const end = start + name.length;
    if (last && last.names.length < mostOfList && start - last.end < 24 && joins.test(text.slice(last.end, start)))
      lists[lists.length - 1] = { names: [...last.names, name], start: last.start, end };
    else lists.push({ names: [name], start, end });
  }
  return lists;
}

function standsBehind(form: RegExp, text: string, { end }: Listed): boolean {
  form.lastIndex = end;
  return form.test(text);
}

export function readEnglishIssuingClause(text: string): IssuingClause | undefined {
  if (/General Offices of the CPC Central Committee and the State Council/.test(text)) {
    const names = ['General Office of the CPC Central Committee', 'General Office of the State Council'];
    return { names, lead: group(names, 0) };
  }
  // Titles name bodies, too: what stands in quotation marks issued nothing.
  const outside = text.replace(/["“][^"”“]{0,200}["”]/g, '“”');
  const lists = listsIn(outside);
  const first = lists.slice(0, 1).find(({ start }) => /^\s{0,6}(?:Ref\.: ?|[Tt]he |China['’]s )?$/.test(outside.slice(0, start)));
  const before = ({ start }: Listed) => issuedBefore.exec(outside.slice(Math.max(0, start - 80), start));
  const atHead = first && (standsBehind(dayBehind, outside, first) || standsBehind(orderBehind, outside, first)) ? first : undefined;
  const found = atHead ?? lists.find((list) => standsBehind(issuedBehind, outside, list)) ?? lists.find(before);
  const names = found?.names.map((each) => each.replace(/ \([A-Z][A-Za-z]{1,7}\)$/, '')) ?? [];
  const lead = names[0];
  const count = found && parseCount(orEmpty(before(found)?.groups?.['count']).toLowerCase());
  return lead ? { names: [...new Set(names)], lead, ...opt('count', count) } : undefined;
}
