import type { DocumentState } from '../../model/document.ts';
import type { NamedDocument } from '../../model/document-facts.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { placeById } from '../../registry/places.ts';
import { liveAddress } from '../identity/identify.ts';
import { toPrintable } from '../text/printable.ts';
import types from './citation-types.json' with { type: 'json' };

/** One state of a document as somebody cites it: with where it is archived, and the day on which they looked. */
export type Cited = NamedDocument & { readonly state?: DocumentState; readonly cited?: { readonly on: string; readonly at: string } };

type ReferenceTypes = {
  readonly ris: string;
  readonly number?: string;
  readonly bibtex: string;
  readonly csl: string;
  readonly gbt?: string;
};
/**
 * What a reference manager calls a document of each type, by the name of a row; all other types are acts. A statute is not LEGAL in RIS:
 * Zotero reads that as the case of a court.
 */
const called: Readonly<Record<string, ReferenceTypes>> = types.called;
const forms: Readonly<Partial<Record<DocumentType, string>>> = types.forms;
const formsOf = ({ type }: NamedDocument) => (called[forms[type] ?? 'act'] ?? called['act']) as ReferenceTypes;

const citedDay = ({ dates }: NamedDocument) => orEmpty((dates.signed ?? dates.published)?.value);
const oneLine = (text: string) => toPrintable(text.replace(/\s+/g, ' ')).trim();
const seenOn = ({ cited, lastSeenAt }: Cited) => cited?.on ?? dayOf(new Date(lastSeenAt));

const englishOf = ({ title, english }: NamedDocument) => (english.title === title ? undefined : oneLine(english.title));
const noteOf = (document: Cited): string | undefined => {
  const english = englishOf(document);
  const { by, page } = document.english;
  const title = english && `English title (${[by, ...(page === undefined ? [] : [page])].join(', ')}): ${english}`;
  return [title, archivedIn(document)].filter(Boolean).join('. ') || undefined;
};

const stateAt = ({ state, cited }: Cited) => state && cited && `${cited.at}${state.page}`;
/** SHA-256 of the archived page; of what was imported without its page, of the text. */
const hashOf = ({ evidence, textHash }: DocumentState) => /sha256\/([0-9a-f]{64})/.exec(evidence)?.[1] ?? textHash;

function archivedIn(document: Cited): string | undefined {
  const { state } = document;
  const at = stateAt(document);
  return state && at && `Archived ${dayOf(new Date(state.from))}, version ${state.n}: ${at} (SHA-256 ${hashOf(state)})`;
}

const local: ReadonlySet<string | undefined> = new Set(['L4', 'L5', 'L6']);

/** Where a local body sits: the place that its id begins with. For bodies of the centre none is stated. */
function placeOf({ issuers: [lead] }: NamedDocument): string | undefined {
  const words = lead && local.has(findIssuer(lead.name)?.level) ? orEmpty(lead.id).split('-') : [];
  for (let n = words.length; n > 0; n -= 1) {
    const place = placeById(words.slice(0, n).join('-'));
    if (place) return place.english;
  }
  return undefined;
}

const line = (tag: string, value: string | undefined) => (value === undefined || value === '' ? [] : [`${tag}  - ${oneLine(value)}`]);

export function toRis(document: Cited): string {
  const { ris, number } = formsOf(document);
  const day = citedDay(document).split('-').join('/');
  const lines = [
    `TY  - ${ris}`,
    ...line('ID', document.id),
    ...line('TI', document.title),
    ...line('TT', englishOf(document)),
    ...document.issuers.flatMap(({ name }) => line('AU', name)),
    ...line('PB', document.issuers.map(({ name }) => name).join('; ')),
    ...line('CY', placeOf(document)),
    ...line(number ?? 'M1', number && document.number),
    ...line('DA', day),
    ...line('PY', day.slice(0, 4)),
    // Of a statute this is the day of its text.
    ...line('Y2', ris === 'STAT' ? undefined : seenOn(document).replaceAll('-', '/')),
    ...line('LA', document.language),
    ...line('UR', liveAddress(document)),
    ...line('N1', archivedIn(document)),
    'ER  - ',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const texNames: Readonly<Record<string, string>> = types.texNames;

/** Text for TeX. A brace written as \{ would still be counted by BibTeX, and leave the entry open. */
const tex = (text: string) => oneLine(text).replace(/[\\{}~^%&#$_]/g, (sign) => texNames[sign] ?? `\\${sign}`);

export function toBibtex(document: Cited): string {
  const day = citedDay(document);
  const fields = {
    title: `{${tex(document.title)}}`,
    author: document.issuers.map(({ name }) => `{${tex(name)}}`).join(' and '),
    number: tex(orEmpty(document.number)),
    year: day.slice(0, 4),
    date: day,
    location: tex(orEmpty(placeOf(document))),
    language: document.language,
    note: tex(orEmpty(noteOf(document))),
    url: toPrintable(liveAddress(document)).replace(/[{}\\\s]/g, encodeURIComponent),
    urldate: seenOn(document),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`  ${name} = {${value}}`]));
  return `@${formsOf(document).bibtex}{hongtou-${document.id},\n${lines.join(',\n')}\n}\n\n`;
}

const dateParts = (day: string) => ({ 'date-parts': [day.split('-').map(Number)] });

/** One item in CSL-JSON. There is no variable for a translated title: the note has it, and `custom` for programs. */
export function toCsl(document: Cited): Readonly<Record<string, unknown>> {
  const [day, english] = [citedDay(document), englishOf(document)];
  return {
    id: document.id,
    type: formsOf(document).csl,
    title: oneLine(document.title),
    author: document.issuers.map(({ name }) => ({ literal: oneLine(name) })),
    ...opt('number', document.number),
    ...(day !== '' && { issued: dateParts(day) }),
    ...opt('publisher-place', placeOf(document)),
    accessed: dateParts(seenOn(document)),
    ...(document.type === 'draft' && { status: 'draft for comment' }),
    language: document.language,
    ...opt('note', noteOf(document)),
    ...(english !== undefined && { custom: { 'english-title': english, 'english-title-by': document.english.by } }),
    URL: liveAddress(document),
    ...opt('archive_location', stateAt(document)),
  };
}

/** November 9, 2026; November 2026; 2026. */
function americanDay(day: string): string {
  const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)];
  if (month === '') return year;
  const name = new Date(`${year}-${month}-01`).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
  return date === '' ? `${name} ${year}` : `${name} ${Number(date)}, ${year}`;
}

/** A, B, and C; A and B; in APA A, & B. */
const listed = (names: readonly string[], and: '&' | 'and'): string => {
  const [last = '', ...others] = names.toReversed();
  const comma = and === '&' || others.length > 1 ? ',' : '';
  return others.length === 0 ? last : `${others.toReversed().join(', ')}${comma} ${and} ${last}`;
};

const sentence = (parts: readonly (string | false | undefined)[]) => `${oneLine(parts.filter(Boolean).join(' '))}\n`;
const ended = (text: string | undefined) => text && `${text}.`;
const inBrackets = (text: string | undefined) => (text === undefined ? '' : ` [${text}]`);

type Issuers = NamedDocument['issuers'][number];
const inFull = ({ name, english }: Issuers) => findIssuer(name)?.full ?? english ?? name;
const inBoth = (issuer: Issuers) => [...new Set([inFull(issuer), issuer.name])].join(' ');

/** English names of bodies alone; the title as published, its translation in brackets. */
function toApa(document: Cited): string {
  const { issuers, title, number, cited } = document;
  const day = americanDay(citedDay(document));
  // (2026, November 9).
  const dated = day === '' ? 'n.d.' : day.replace(/^(.+?),? (\d{4})$/, '$2, $1');
  return sentence([
    ended(listed(issuers.map(inFull), '&')),
    `(${dated}).`,
    `${title}${inBrackets(englishOf(document))}${number === undefined ? '' : ` (${number})`}.`,
    ended(archivedIn(document)),
    cited && `Retrieved ${americanDay(cited.on)}, from`,
    liveAddress(document),
  ]);
}

/** English names of bodies with the Chinese ones behind them. */
function toChicago(document: Cited): string {
  const { issuers, title, number, cited } = document;
  return sentence([
    ended(listed(issuers.map(inBoth), 'and')),
    `“${title}”${inBrackets(englishOf(document))}.`,
    ended(number),
    ended(americanDay(citedDay(document))),
    cited && `Accessed ${americanDay(cited.on)}.`,
    ended(liveAddress(document)),
    ended(archivedIn(document)),
  ]);
}

/** GB/T 7714—2015: Chinese names, three at most; the number behind the title; days of the text and of looking. */
function toGbt7714(document: Cited): string {
  const { issuers, title, number, state } = document;
  const names = issuers.slice(0, 3).map(({ name }) => name);
  const [day, at] = [citedDay(document), stateAt(document)];
  return sentence([
    ended([...names, ...(issuers.length > 3 ? ['等'] : [])].join('，')),
    `${title}${number === undefined ? '' : `：${number}`}[${formsOf(document).gbt ?? 'EB'}/OL].`,
    `${day === '' ? '' : `(${day})`}[${seenOn(document)}].`,
    ended(liveAddress(document)),
    at && state && `存档第${state.n}版(${dayOf(new Date(state.from))})：${at}，SHA-256：${hashOf(state)}.`,
  ]);
}

type CitationFormat = { readonly name: string; readonly media: string; readonly write: (document: Cited) => string };

/** Every form in which a document can be cited. */
export const citationForms = {
  apa: { name: 'APA', media: 'text/plain', write: toApa },
  chicago: { name: 'Chicago', media: 'text/plain', write: toChicago },
  gbt7714: { name: 'GB/T 7714', media: 'text/plain', write: toGbt7714 },
  bibtex: { name: 'BibTeX', media: 'application/x-bibtex', write: toBibtex },
  ris: { name: 'RIS', media: 'application/x-research-info-systems', write: toRis },
  csl: { name: 'CSL', media: 'application/vnd.citationstyles.csl+json', write: (document) => JSON.stringify(toCsl(document)) },
} as const satisfies Readonly<Record<string, CitationFormat>>;
export const citationFormats = Object.keys(citationForms) as readonly (keyof typeof citationForms)[];
