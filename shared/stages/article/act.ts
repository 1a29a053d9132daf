import type { Issuer, Warning } from '../../model/article.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { issuerOfPrefix } from '../../registry/issuers.ts';
import type { PageLine } from '../html/lines.ts';
import { findNumbers, parseNumber } from '../numbers/numbers.ts';
import { isName, namesInTitle, parseBodyNames } from '../text/body-names.ts';
import { comparisonKey, foldScript } from '../text/language.ts';
import { anyVerb } from '../text/words.ts';
import { type Heading, parseNumberLine } from './heading.ts';
import { type History, readHistory } from './history.ts';
import { isSameBody, readIssuers, toIssuers } from './issuers.ts';
import { type Labels, labelledValue } from './labels.ts';
import type { PageParts } from './page-parts.ts';
import { readSignature, readUndatedNames, type Signature } from './signature.ts';

type OwnNumber = { readonly number?: string; readonly others: readonly string[]; readonly warnings: readonly Warning[] };

/** Titles of pages about an act: a number in them is the act's. */
const about = new RegExp(
  `解读|答记者问|一图|图解|图说|读懂|问答|发布会|吹风会|说明$|专家|转发|征求意见|公开征集|${anyVerb('repeal')}|修改|延长`,
);

/**
 * The page's own number (docs/chinese-documents.md 1): in the metadata table, alone above the addressee, or at the end or start of the
 * title. A number in running words is a citation and never taken.
 */
function readOwnNumber(facts: { readonly table?: string | undefined; readonly heading: Heading; readonly title: string }) {
  const table = facts.table === undefined ? undefined : numberIn(facts.table);
  const { number: heading } = facts.heading;
  const title = numberInTitle(facts.title);
  const candidates = [table?.first, heading, title].filter((number) => number !== undefined);
  const number = candidates[0];
  const others = [...new Set([...(table?.more ?? []), ...candidates.slice(1)])].filter(
    (other) => number !== undefined && !sameAct(other, number),
  );
  const warnings: Warning[] = [];
  if (facts.table !== undefined && facts.table !== '' && !table && /\d/.test(facts.table)) {
    warnings.push({
      field: 'number',
      reason: 'the number field of the page holds no number that could be read',
      quote: facts.table.slice(0, 80),
    });
  }
  if (others.length > 0)
    warnings.push({ field: 'otherNumbers', reason: 'the page shows more than one number as its own', quote: others.join(' ') });
  return { ...opt({ number }), others, warnings };
}

function numberIn(value: string) {
  const hits = findNumbers(value);
  const [first, ...more] = hits.map((hit) => hit.canonical);
  if (first !== undefined) return { first, more };
  const read = parseNumber(value);
  return read.canonical === undefined ? undefined : { first: read.canonical, more: [] };
}

/** 省政府令第3号公布！: a headline about the act. */
const reported = /^[）)】\]]{0,3}(?:已|正式|日前|今日|将)?(?:公布|发布|颁布|出台|印发|签发|施行|实施|生效|来了)(?:[!！，,。:：]|$)/;

function numberInTitle(title: string) {
  if (about.test(title)) return undefined;
  const circular = /通告\s?[（(【[](\d{4}年第\d{1,4}号)[)）】\]]$/.exec(title)?.[1];
  const body = circular === undefined ? undefined : namesInTitle(title)?.names[0];
  if (body !== undefined) return parseNumber(`${body}通告${circular}`).canonical;
  const hits = findNumbers(title).filter((hit) => hit.kind !== 'standard');
  for (const hit of hits) {
    const closes = /^[\s）)】\]]{0,3}$/.test(title.slice(hit.end));
    const before = title.slice(0, hit.start).replace(/[\s（(【[]{1,3}$/, '');
    if (closes && before !== '' && !/(?:根据|按照|依据|落实|贯彻|关于)$/.test(before)) return hit.canonical;
    if (before === '' && hit.kind !== 'document' && !reported.test(title.slice(hit.end))) return hit.canonical;
  }
  return undefined;
}

/** Two spellings of one order: …令第98号 and 2026年第98号令. */
function sameAct(a: string, b: string) {
  if (a === b) return true;
  const n = (text: string) => /第(\d{1,6})号/.exec(text)?.[1];
  const year = (text: string) => /(\d{4})年/.exec(text)?.[1];
  return n(a) !== undefined && n(a) === n(b) && (year(a) === undefined || year(b) === undefined || year(a) === year(b));
}

export type ActFacts = Omit<OwnNumber, 'warnings'> & {
  readonly signature?: Signature;
  readonly history?: History;
  readonly bodies: readonly Issuer[];
  readonly reposter?: string;
  readonly warnings: readonly Warning[];
};

export function readAct({ title, labels, body, near, heading }: PageParts): ActFacts {
  const table = issuerOfTable(labels);
  const named = [...(namesInTitle(title.text)?.names ?? []), ...(table === undefined ? [] : (parseBodyNames(table) ?? []))];
  const ordered = heading.order || /^.{2,40}(?:令|公告)/.test(orEmpty(heading.number));
  const signature = readSignature(body, ordered, (name) => named.some((other) => isSameBody(name, other)));
  const undated = signature ? [] : readUndatedNames(body);
  const issuers = readIssuers({
    table,
    joint: labelledValue(labels, 'joint')?.value,
    signature,
    undated,
    heading,
    // The head of the title shortens the name of the body that decided.
    title: table !== undefined && isDecision(labels) ? '' : title.text,
  });
  const history = readHistory(body) ?? readHistory(near);
  const note = heading.order || (signature && history && isShell.test(title.text) && history.at > signature.at) ? undefined : history;
  const headed = note?.number === undefined || heading.number !== undefined ? heading : { ...heading, number: note.number };
  const stated = readOwnNumber({ table: labelledValue(labels, 'number')?.value, heading: headed, title: longTitle(title.text, body) });
  const under = numberUnderTitle(title.text, body) ?? numberBehindTitle(title.text, body);
  const own = firstNumber({ ...opt({ number: under }), ...stated }, note);
  const sure = note !== undefined && (note.number === undefined ? note.congress : note.number === own.number);
  const candidates = [sure ? note.bodies : [], issuers.names, note?.number === undefined ? (note?.bodies ?? []) : []];
  const names = [...candidates, orderedBy(own.number)].find((each) => each.length > 0) ?? numberedBy(own.number);
  return {
    ...own,
    ...opt({
      signature: (sure ? signatureOf(note) : undefined) ?? signature ?? (note?.number === undefined ? signatureOf(note) : undefined),
      history,
    }),
    bodies: toIssuers(names),
    ...opt({ reposter: issuers.reposter }),
    warnings: [...own.warnings, ...issuers.warnings],
  };
}

function longTitle(title: string, lines: readonly PageLine[]) {
  const key = comparisonKey(title);
  const full = lines.slice(0, 4).find(({ text }) => text.length < 160 && !/[。；]/.test(text) && comparisonKey(text).includes(key));
  return full && key.length >= 8 ? full.text : title;
}

const lastTitle = 60;

/**
 * The number alone between the title, which a print repeats below its table, and the addressee. Of what is forwarded the number stands
 * there, too: a page that forwards has none by this.
 */
function numberUnderTitle(title: string, lines: readonly PageLine[]) {
  if (/转发|批转/.test(title)) return undefined;
  const key = comparisonKey(title);
  for (let at = 1; at + 1 < Math.min(lines.length, lastTitle); at += 1) {
    // Hardly any line stands over an addressee: the rest is compared with nothing.
    if (![1, 2].some((below) => /[：:]\s{0,3}$/.test(orEmpty(lines[at + below]?.text)))) continue;
    const above = comparisonKey(orEmpty(lines[at - 1]?.text));
    if (above.length < 6 || !key.endsWith(above)) continue;
    const number = parseNumberLine(orEmpty(lines[at]?.text));
    if (number !== undefined) return number;
  }
  return undefined;
}

const headLines = 6;

/** …若干措施的通知(黔府办发〔2022〕17号)各市…: the title, its number and the addressee in one line. */
function numberBehindTitle(title: string, lines: readonly PageLine[]) {
  if (/转发|批转|解读|问答/.test(title) || title.length < 10) return undefined;
  const own = foldScript(title);
  for (const { text } of lines.slice(0, headLines)) {
    // A print can repeat the title before the line that has the number, too.
    const behind = text.slice(foldScript(text).lastIndexOf(own) + title.length).slice(0, 60);
    const [hit] = text.length > title.length && foldScript(text).includes(own) ? findNumbers(behind) : [];
    if (hit && hit.kind === 'document' && /^[\s（(【]{0,3}$/.test(behind.slice(0, hit.start))) return hit.canonical;
  }
  return undefined;
}

const isShell = /(?:通知|通告|公告|函)(?:[（(][^（）()]{1,20}[）)])?$/;

/** A table of a collected text can name the order that changed it last: the act is that of its first promulgation. */
function firstNumber(own: OwnNumber, note: History | undefined) {
  const first = note?.number;
  if (first === undefined || own.number === first || !note?.amendments.some(({ number }) => number === own.number)) return own;
  return { number: first, others: [...new Set([own.number ?? first, ...own.others])].filter((each) => each !== first), warnings: [] };
}

function orderedBy(number: string | undefined) {
  if (/^国令第/.test(orEmpty(number))) return ['国务院'];
  const name = /^(\p{Script=Han}{2,40}?)(?:令|公告|通告)(?:\d{4}年|〔[^〔〕]{2,6}〕)?第/u.exec(orEmpty(number))?.[1];
  return name !== undefined && isName(name) ? [name] : [];
}

/** 国资发产权规〔2024〕100号 where nobody signs: a number is given by the body that issues. Shorter prefixes are of more than one. */
function numberedBy(number: string | undefined) {
  const { prefix = '' } = number === undefined ? {} : parseNumber(number);
  const body = prefix.length < 3 || /[令告]$/.test(prefix) ? undefined : issuerOfPrefix(prefix);
  return body && body.kind !== 'local' && body.prefixes.some((own) => own.length > 2 && prefix.startsWith(own)) ? [body.name] : [];
}

const signatureOf = (note: History | undefined) =>
  note?.promulgated && { issuers: note.bodies, date: note.promulgated, quote: note.promulgated.quote, at: note.at };

export const isDecision = (labels: Labels): boolean =>
  (['issuer', 'number', 'signed'] as const).some((key) => labels.get(key)?.some(({ label }) => /处罚|许可|决定/.test(label)));

/** The issuer of the table; 主办单位 only beside an index number, since footers name the keeper of the site so. */
function issuerOfTable(labels: Labels) {
  const issuer = labelledValue(labels, 'issuer');
  if (issuer) return issuer.value;
  const host = labelledValue(labels, 'host');
  const index = labelledValue(labels, 'index');
  return host && index && Math.abs(host.place - index.place) < 60 ? host.value : undefined;
}
