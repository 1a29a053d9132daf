import type { NamedDocument } from '../../model/document-facts.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { placeById } from '../../registry/places.ts';
import { liveAddress } from '../identity/identify.ts';
import { toPrintable } from '../text/printable.ts';

type ReferenceTypes = { readonly ris: string; readonly number?: 'M1' | 'SN'; readonly bibtex: string; readonly csl: string };
const act: ReferenceTypes = { ris: 'GOVDOC', number: 'SN', bibtex: 'legislation', csl: 'legislation' };
/** Not LEGAL: Zotero reads that as the case of a court. */
const statute: ReferenceTypes = { ...act, ris: 'STAT', number: 'M1' };
const report: ReferenceTypes = { ris: 'RPRT', number: 'SN', bibtex: 'report', csl: 'report' };
const web: ReferenceTypes = { ris: 'ELEC', bibtex: 'online', csl: 'webpage' };

/** What a reference manager calls a document of each type; all other types are acts. */
const forms: Readonly<Partial<Record<DocumentType, ReferenceTypes>>> = {
  law: statute,
  regulation: statute,
  'local-regulation': statute,
  rule: statute,
  measures: statute,
  'detailed-rules': statute,
  draft: { ris: 'BILL', number: 'M1', bibtex: 'legislation', csl: 'bill' },
  standard: { ris: 'STAND', number: 'SN', bibtex: 'standard', csl: 'standard' },
  'work-report': report,
  'white-paper': report,
  news: { ris: 'NEWS', bibtex: 'article', csl: 'article-newspaper' },
  analysis: { ris: 'BLOG', bibtex: 'online', csl: 'post-weblog' },
  interpretation: web,
  company: web,
  other: web,
};
const formsOf = ({ type }: NamedDocument): ReferenceTypes => forms[type] ?? act;

const citedDay = ({ dates }: NamedDocument): string => orEmpty((dates.signed ?? dates.published)?.value);
const oneLine = (text: string): string => toPrintable(text.replace(/\s+/g, ' ')).trim();
const seenOn = ({ lastSeenAt }: NamedDocument): string => dayOf(new Date(lastSeenAt));

const englishOf = ({ title, english }: NamedDocument): string | undefined => (english.title === title ? undefined : oneLine(english.title));
const noteOf = (document: NamedDocument): string | undefined => {
  const english = englishOf(document);
  const { by, page } = document.english;
  return english && `English title (${[by, ...(page === undefined ? [] : [page])].join(', ')}): ${english}`;
};

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

const line = (tag: string, value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : [`${tag}  - ${oneLine(value)}`];

export function toRis(document: NamedDocument): string {
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
    'ER  - ',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const texNames: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text for TeX. A brace written as \{ would still be counted by BibTeX, and leave the entry open. */
const tex = (text: string): string => oneLine(text).replace(/[\\{}~^%&#$_]/g, (sign) => texNames[sign] ?? `\\${sign}`);

export function toBibtex(document: NamedDocument): string {
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
export function toCsl(document: NamedDocument): Readonly<Record<string, unknown>> {
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
  };
}

export const citationFormats = ['csl', 'bibtex', 'ris'] as const;
