import type { ShownDocument } from '../../model/document.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';

type CitableDocument = Pick<
  ShownDocument,
  'id' | 'type' | 'title' | 'number' | 'issuers' | 'dates' | 'canonicalUrl' | 'english' | 'language'
>;

type ReferenceTypes = { readonly ris: string; readonly bibtex: string; readonly csl: string };
const act: ReferenceTypes = { ris: 'GOVDOC', bibtex: 'misc', csl: 'legislation' };
const statute: ReferenceTypes = { ...act, ris: 'STAT' };
const report: ReferenceTypes = { ris: 'RPRT', bibtex: 'techreport', csl: 'report' };
const web: ReferenceTypes = { ris: 'ELEC', bibtex: 'misc', csl: 'webpage' };

/** What a reference manager calls a document of each type; all other types are acts. */
const forms: Readonly<Partial<Record<DocumentType, ReferenceTypes>>> = {
  law: statute,
  regulation: statute,
  'local-regulation': statute,
  standard: { ris: 'STAND', bibtex: 'techreport', csl: 'standard' },
  'work-report': report,
  'white-paper': report,
  news: { ris: 'NEWS', bibtex: 'article', csl: 'article-newspaper' },
  analysis: { ris: 'BLOG', bibtex: 'article', csl: 'post-weblog' },
  interpretation: web,
  company: web,
  other: web,
};
const formsOf = ({ type }: CitableDocument): ReferenceTypes => forms[type] ?? act;

const citedDay = ({ dates }: CitableDocument): string => orEmpty(dates.signed?.value ?? dates.published?.value);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** One reference in RIS, the official title first, the English one as translated title. */
export function toRis(document: CitableDocument): string {
  const lines = [
    `TY  - ${formsOf(document).ris}`,
    `TI  - ${oneLine(document.title)}`,
    `TT  - ${oneLine(document.english.title)}`,
    ...document.issuers.map(({ name }) => `AU  - ${oneLine(name)}`),
    ...(document.number === undefined ? [] : [`M1  - ${oneLine(document.number)}`]),
    ...(citedDay(document) === '' ? [] : [`DA  - ${citedDay(document).replaceAll('-', '/')}`, `PY  - ${citedDay(document).slice(0, 4)}`]),
    `LA  - ${document.language}`,
    `UR  - ${oneLine(document.canonicalUrl)}`,
    'ER  - ',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Braces and backslashes are TeX's own. */
const tex = (text: string): string => oneLine(text.replace(/[\\{}]/g, ' ')).replace(/([%&#$_])/g, '\\$1');

/** One entry in BibTeX. */
export function toBibtex(document: CitableDocument): string {
  const fields = {
    title: `{${tex(document.title)}}`,
    author: document.issuers.map(({ name }) => `{${tex(name)}}`).join(' and '),
    number: tex(orEmpty(document.number)),
    year: citedDay(document).slice(0, 4),
    date: citedDay(document),
    note: `English title: ${tex(document.english.title)}`,
    url: document.canonicalUrl.replace(/[{}\\]/g, ''),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`  ${name} = {${value}}`]));
  return `@${formsOf(document).bibtex}{hongtou-${document.id},\n${lines.join(',\n')}\n}\n\n`;
}

/** One item in CSL-JSON. */
export function toCsl(document: CitableDocument): Readonly<Record<string, unknown>> {
  const parts = citedDay(document).split('-').filter(Boolean).map(Number);
  return {
    id: document.id,
    type: formsOf(document).csl,
    title: document.title,
    author: document.issuers.map(({ name }) => ({ literal: name })),
    ...opt('number', document.number),
    ...(parts.length === 0 ? {} : { issued: { 'date-parts': [parts] } }),
    language: document.language,
    note: `English title: ${document.english.title}`,
    URL: document.canonicalUrl,
  };
}
/** How to cite one document, in the forms that reference managers read; `export --format` gives the same for many. */

export const citationFormats = ['csl', 'bibtex', 'ris'] as const;
