import { opt, orEmpty } from '../../../model/values.ts';
import { findIssuers } from '../../../registry/issuers.ts';
import { expressionsOf } from '../../text/words.ts';
import { beforeVerb, bodyForm, clean, genericBody, inFrame, type Known, listBefore, notAName } from './body-list.ts';
import expressions from './expressions.json' with { type: 'json' };
import table from './issuing-rows.json' with { type: 'json' };

const {
  /** Those who print or tell what others issue. */
  press,
} = expressionsOf(expressions.issuingClause);

/** Who issued the text a sentence is about. */
export type IssuingClause = { readonly names: readonly string[]; readonly lead: string; readonly count?: number };

function clauseOf(names: readonly string[], count?: number): IssuingClause | undefined {
  const all = names.filter((name) => !press.test(name)).flatMap((name) => (name === '两办' ? ['中共中央办公厅', '国务院办公厅'] : [name]));
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

const signed =
  /([^。；，\n_]{2,240}?)(?:20\d\d\s{0,3}[年./-]|二[〇○零]二.\s{0,3}年)(?!\d{1,2}[/-]\d{1,2} \d{1,2}:)[^。；，]{3,20}(?:[（(][^（）()]{0,16}[）)]|[）)])?\s{0,6}$/;

/** The bodies of a signature: all that stand between the last full stop and the day. */
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
const parted = new RegExp(bodyForm('、|和(?!{parting})|\\s{1,9}'));
const bodiesOf = (list: string | undefined): string[] =>
  orEmpty(list)
    .split(parted)
    .filter((each) => each !== '')
    .map(clean);
const agreement = /(?:征得|经)([^。；，]{2,120}?)(?:研究|审核|审定|批准)?同意/;
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
const session = new RegExp(
  bodyForm(
    '(?:20\\d\\d年)?(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:召开|举行)?的?(?:第?[一二三四五六七八九十百\\d]{1,6}届)?(?:第[一二三四五六七八九十百\\d]{1,6}次)?(?:{session}会议?|会议)(?:第[一二三四五六七八九十百\\d]{1,6}次会议)?',
  ),
  'g',
);
const sessions = /(\p{Script=Han}{2,30}?)§[^。；]{0,24}?(?:讨论|审议|原则|表决)?通过(?!后|之后)/u;
const congresses =
  /(\p{Script=Han}{2,12}?(?:人大常委会|人民代表大会常务委员会|人民代表大会|人大))[^。；《》]{0,40}(?:表决)?通过(?!后|之后)/u;

/** The meeting that adopted a text: of the body that met. */
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

const deeds = new RegExp(bodyForm('{deed}'));
const nextClause = new RegExp(
  bodyForm('(?:[，,；]\\s{0,3}{then}(?:{filler}|{then}){0,4}|》(?:的?修订|修改|修编|编制)(?:工作)?[，,])\\s{0,3}$'),
);

/** A和B开展整治，并印发《X》: who does the first also does the second. */
function subjectOf(plain: string, verb: number, known: Known): IssuingClause | undefined {
  if (!nextClause.test(plain.slice(Math.max(0, verb - 20), verb))) return undefined;
  const deed = deeds.exec(plain.slice(0, Math.min(120, verb)));
  if (!deed) return undefined;
  const { end, count } = beforeVerb(plain, deed.index);
  return clauseOf(listBefore(plain, end, known).names, count);
}

/**
 * A way of saying who issued a text, with invented sentences that it reads (`yes`) and such that it leaves alone (`no`). `after` begins at the verb: the bodies are
 * read to the left of it, and `before` is what stands to the left of the bodies. A row without a verb reads the whole sentence: `lead` and `names` are the bodies.
 */
type IssuingRow = { readonly says: string; readonly before?: string; readonly after?: string; readonly sentence?: string } & {
  readonly yes: readonly string[];
  readonly no?: readonly string[];
};
export const issuingRows: readonly IssuingRow[] = table;

const compiled = (form: string | undefined, flags = 'u'): RegExp | undefined =>
  form === undefined ? undefined : new RegExp(bodyForm(form), flags);
const issues = ({ says }: IssuingRow): boolean => says === 'issuer';
const sentenceRows = issuingRows.flatMap((row) => {
  const sentence = compiled(row.sentence);
  return sentence ? [{ issues: issues(row), sentence }] : [];
});
/** The rows of verbs, each for one place of a sentence: what stands before the verb counts, too. */
const verbRows = issuingRows.filter(issues).flatMap(({ before, after }) => {
  const verb = compiled(after?.replace('^', ''), 'uy');
  return verb ? [{ before: compiled(before), after: verb }] : [];
});
const notRows = issuingRows
  .filter((row) => !issues(row) && row.sentence === undefined)
  .map(({ before, after }) => ({ before: compiled(before), after: compiled(after) }));
const verbs = new RegExp(verbRows.map(({ after }) => after.source).join('|'), 'gu');

/** The rows that say it of the whole sentence; `no` when a row says that nobody issued anything. */
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

/** What the verb at a place says. */
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
