import type { ShownDocument } from '../../model/document.ts';
import type { Bearing, KeyFact, SummaryLine } from '../../model/summary.ts';
import { group, opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { bodyOn, findIssuer } from '../../registry/issuers.ts';
import { numeralOf } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { withThe } from './issuing-bodies.ts';
import { renderNumberName } from './numbers.ts';
import words from './summary-words.json' with { type: 'json' };
import { capital, joinNames } from './title-text.ts';

const {
  /** 《X规定》 is called provisions, whatever kind of act it counts as. */
  ownWord,
  /** 某厅等部门关于…: of the others only that they are there. */
  withOthers,
  provinces,
} = expressionsOf(expressions.summaryParts);

/**
 * What the sentences of a summary are made of. No sentence has a Chinese character: what is not surely English is shown as its quote,
 * behind a label.
 */

const han = /[\p{Script=Han}《》〈〉【】]/u;
const longest = 240;

export const tidy = (quote: string): string => {
  const line = quote.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
};

export const labelled = (says: string, quote: string, fact?: SummaryLine['fact']): SummaryLine => ({
  kind: 'label',
  says,
  quote: tidy(quote),
  ...opt('fact', fact),
});

/** A sentence where it is English through and through, else the label. Without a quote there is no fact. */
export function lineOf(sentence: string | undefined, label: string, quote: string | undefined): SummaryLine[] {
  if (quote === undefined || quote.trim() === '') return [];
  if (sentence === undefined || han.test(sentence)) return [labelled(label, quote)];
  return [{ kind: 'sentence', says: sentence, quote: tidy(quote) }];
}

/** A fact that is told in English whole, its label kept for who asks what kind of fact it is. */
export const toldFact = (says: string, fact: NonNullable<SummaryLine['fact']>, quote: string): SummaryLine => ({
  kind: 'sentence',
  says,
  quote: tidy(quote),
  fact,
});

/** Whether a translator may be asked for a line: a fact that is left in Chinese, whole. */
export const isUntold = ({ kind, quote, fact }: SummaryLine): boolean => kind === 'label' && fact !== undefined && !quote.endsWith('…');

export const keyFactsOf = (lines: readonly SummaryLine[]): readonly KeyFact[] =>
  lines.flatMap(({ kind, says, quote, fact, machine }): KeyFact[] => {
    const english = kind === 'sentence' ? says : machine;
    return fact ? [{ ...fact, ...opt('english', english), by: kind === 'label' && machine ? 'machine' : 'rules', quote }] : [];
  });

/** How sentences about an act begin and go on: They take effect, It would take effect. */
export type Voice = {
  readonly it: 'It' | 'They';
  /** A draft says what it would do, also when its final text is out. */
  readonly proposed: boolean;
  /** `is`, `are`, `would be`. */
  readonly be: string;
  readonly verb: (bare: string) => string;
  readonly label: (key: LabelKey) => string;
  readonly strength: (key: string) => string | undefined;
};
type LabelKey = keyof typeof words.labels;
const strengths: Readonly<Record<string, readonly string[]>> = words.strengths;

const kinds: Readonly<Record<string, readonly string[]>> = words.kinds;

const named: Readonly<Record<string, readonly string[]>> = words.named;
const nameable: ReadonlySet<DocumentType> = new Set(['rule', 'measures', 'guideline', 'detailed-rules']);
const lettered: ReadonlySet<DocumentType> = new Set(['notice', 'announcement', 'reply']);

/** The kind as a noun: `a plan`, `this plan`; `many` where it is a plural. */
export function kindOf({
  type,
  title,
}: {
  readonly type: DocumentType;
  readonly title: string;
}): { readonly some: string; readonly own: string; readonly many: boolean } | undefined {
  const found = orEmpty(ownWord.exec(title)?.[1]);
  const word =
    nameable.has(type) || (lettered.has(type) && /^(?:决定|复?函)$/.test(found)) || (type === 'draft' && found === '计划项目') ? found : '';
  const [some, own] = named[word] ?? kinds[type] ?? [];
  return some === undefined || own === undefined ? undefined : { some, own, many: own.startsWith('these') };
}

const third = (bare: string) =>
  bare.replace(/(?:s|sh|ch|x|[^aeiou]y)$/, (end) => (end.endsWith('y') ? `${end[0]}ie` : `${end}e`)).concat('s');

export function voiceOf(many: boolean, proposed: boolean): Voice {
  const form = proposed ? 1 : 0;
  const named = {
    proposed,
    it: many ? ('They' as const) : ('It' as const),
    label: (key: LabelKey) => group(words.labels[key], form),
    strength: (key: string) => strengths[key]?.[form],
  };
  if (proposed) return { ...named, be: 'would be', verb: (bare) => `would ${bare}` };
  return many ? { ...named, be: 'are', verb: (bare) => bare } : { ...named, be: 'is', verb: third };
}

const mostNames = 3;

type Issued = Pick<ShownDocument, 'title' | 'number' | 'type' | 'issuers' | 'dates' | 'status' | 'text'>;
type Kind = NonNullable<ReturnType<typeof kindOf>>;

/** The one name of a body, as lists have it and as it was called on the day of the act; nothing where the registry does not know it. */
function nameOf({ id, name, english }: Issued['issuers'][number], day: string | undefined): string | undefined {
  const written = findIssuer(name);
  const today = id === undefined ? undefined : bodyOn(id, day)?.english;
  // 中国银保监会 is told by its own name also where no day is.
  const short = (written !== undefined && written.id === id && day === undefined ? written.english : today) ?? written?.english ?? english;
  return short === undefined
    ? undefined
    : /^[A-Z]{2,8} (?:General Office|Department|Standing Committee)/.test(short)
      ? `the ${short}`
      : withThe(short);
}

const headLength = 400;
/** 等七部门: of some pages only the first is named, in the title or in the line that says who put it out. */
function countOf({ title, issuers, text }: Issued): number {
  const [lead] = issuers;
  const head = text.slice(0, headLength);
  const at = lead === undefined ? -1 : head.indexOf(`${lead.name}等`);
  const said =
    at < 0 ? undefined : /^等[^，。；\n]{1,8}(?=令|联合|公布|发布|印发|\n)/.exec(head.slice(at + orEmpty(lead?.name).length))?.[0];
  const [, number] = /等([一二三四五六七八九十]{1,3}|\d{1,2})(?:个)?(?:部门|部委|单位)/.exec(`${title}${orEmpty(said)}`) ?? [];
  return Math.max(issuers.length, number === undefined ? 0 : numeralOf(number));
}

function issuerNames(issued: Issued): string | undefined {
  const { signed, published } = issued.dates;
  const names = issued.issuers.map((issuer) => nameOf(issuer, (signed ?? published)?.value));
  const known = names.slice(0, mostNames).flatMap((name) => name ?? []);
  const [lead] = names;
  const total = countOf(issued);
  if (lead === undefined) return undefined;
  if (total === 1 && withOthers.test(issued.title)) return `${lead} and other departments`;
  if (total === known.length) return joinNames(known);
  const others = total - 1;
  return `${lead} and ${renderNumberName(others).toLowerCase()} other ${others === 1 ? 'body' : 'bodies'}`;
}

/**
 * `The Ministry of Education and four other bodies issued this plan.` Its quote: the title where that names who issued, else the names, or
 * the number where the text has that alone.
 */
export function issuersLine(issued: Issued, kind: Kind): SummaryLine[] {
  const { title, number, issuers, type, dates, text } = issued;
  const names = issuerNames(issued);
  const byNumber = issuers.length === 1 && number !== undefined && !text.includes(orEmpty(issuers[0]?.name)) && text.includes(number);
  const own = byNumber ? number : issuers.map(({ name }) => name).join(' ');
  const inTitle = issuers[0] !== undefined && title.includes(issuers[0].name);
  const did = type === 'draft' ? `published ${kind.own}${dates.commentBy ? ' for comment' : ''}` : `issued ${kind.own}`;
  if (names !== undefined) return lineOf(`${capital(names)} ${did}.`, 'Issued by', inTitle ? title : own);
  return lineOf(undefined, 'Issued by', own);
}

/** 各省、自治区、直辖市人民政府，国务院各部委、各直属机构：the line that an official text is addressed to. */

const offices: Readonly<Record<string, string>> = words.offices;
const everyone: Readonly<Record<string, string>> = words.everyone;

function toProvinces(part: string): string | undefined {
  const [, cities, corps, rest] = provinces.exec(part) ?? [];
  const named = rest?.split(/、(?![^（]*）)/).map((office) => offices[office]) ?? [];
  const sure = named.flatMap((name) => name ?? []);
  if (sure.length === 0 || sure.length < named.length) return undefined;
  const of = [
    'provinces',
    'autonomous regions',
    'municipalities',
    ...(cities === undefined ? [] : ['cities with a state plan of their own']),
  ];
  return `the ${joinNames(sure)} of all ${joinNames(of)}${corps === undefined ? '' : ' and of the Xinjiang Production and Construction Corps'}`;
}

/** Whom it is addressed to: as a sentence where every part of the line is known. */
export function addresseeLine({ addressee }: Bearing, many: boolean): SummaryLine[] {
  if (addressee === undefined) return [];
  const parts = addressee.replace(/[:：]$/, '').split(/[，；]/);
  const named = parts.map((part) => everyone[part] ?? toProvinces(part));
  const sure = named.flatMap((name) => name ?? []);
  const sentence = `${many ? 'They are' : 'It is'} addressed to ${joinNames(sure)}.`;
  return lineOf(sure.length === parts.length ? sentence : undefined, 'Addressed to', addressee);
}

/** What an item of a digest shows in another place: who issued it, its days, whom it was sent to. */
const elsewhere = new RegExp(
  String.raw`\b(?:issued|published) (?:this|these)\b|\b(?:is|are) dated\b|\b(?:was|were) published\b|\baddressed to\b|` +
    String.raw`\b(?:takes?|took) effect (?:on|in)\b|^(?:They|It) (?:would )?binds? |^(?:Issued by|Signed|Published|Addressed to)$`,
);

const isBare = ({ kind, says, machine }: SummaryLine) => kind === 'label' && machine === undefined && !/\d/.test(says);

/**
 * The few lines of a summary that a digest shows, at most `limit`, in their order: those that say something in English first; what the item
 * shows elsewhere never.
 */
export function summaryInBrief(lines: readonly SummaryLine[], limit: number): readonly SummaryLine[] {
  const news = lines.filter(({ says }) => !elsewhere.test(says));
  const chosen = new Set([...news.filter((line) => !isBare(line)), ...news.filter(isBare)].slice(0, limit));
  return news.filter((line) => chosen.has(line));
}
