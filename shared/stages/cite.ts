import type { Shown } from '../model/document.ts';

type Cited = Pick<Shown, 'id' | 'title' | 'number' | 'issuers' | 'dates' | 'canonicalUrl' | 'english' | 'language'>;

const dayOf = ({ dates }: Cited): string => dates.signed?.value ?? dates.published?.value ?? '';
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** One reference in RIS, the official title first, the English one as translated title. */
export function toRis(document: Cited): string {
  const lines = [
    'TY  - GOVDOC',
    `TI  - ${oneLine(document.title)}`,
    `TT  - ${oneLine(document.english.title)}`,
    ...document.issuers.map(({ name }) => `AU  - ${oneLine(name)}`),
    ...(document.number === undefined ? [] : [`M1  - ${oneLine(document.number)}`]),
    ...(dayOf(document) === '' ? [] : [`DA  - ${dayOf(document).replaceAll('-', '/')}`, `PY  - ${dayOf(document).slice(0, 4)}`]),
    `LA  - ${document.language}`,
    `UR  - ${oneLine(document.canonicalUrl)}`,
    'ER  - ',
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Braces and backslashes are TeX's own. */
const tex = (text: string): string => oneLine(text.replace(/[\\{}]/g, ' ')).replace(/([%&#$_])/g, '\\$1');

/** One entry in BibTeX. */
export function toBibtex(document: Cited): string {
  const fields = {
    title: `{${tex(document.title)}}`,
    author: document.issuers.map(({ name }) => `{${tex(name)}}`).join(' and '),
    number: tex(document.number ?? ''),
    year: dayOf(document).slice(0, 4),
    date: dayOf(document),
    note: tex(document.english.title),
    url: document.canonicalUrl.replace(/[{}\\]/g, ''),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [`  ${name} = {${value}}`]));
  return `@misc{hongtou-${document.id},\n${lines.join(',\n')}\n}\n\n`;
}

/** One item in CSL-JSON. */
export function toCsl(document: Cited): Readonly<Record<string, unknown>> {
  const parts = dayOf(document).split('-').filter(Boolean).map(Number);
  return {
    id: document.id,
    type: 'legislation',
    title: document.title,
    'title-short': document.english.title,
    author: document.issuers.map(({ name }) => ({ literal: name })),
    ...(document.number === undefined ? {} : { number: document.number }),
    ...(parts.length === 0 ? {} : { issued: { 'date-parts': [parts] } }),
    language: document.language,
    URL: document.canonicalUrl,
  };
}
