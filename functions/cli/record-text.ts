import type { Difference, FieldChange, Revision, ShownDocument } from '../../shared/model/document.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { fieldName } from '../../shared/pages/words/status-reason.ts';
import { knownName, renderPlainTextName, translationWords } from '../../shared/pages/words/text-name.ts';
import { inverseNames, relationNames, word } from '../../shared/pages/words/words.ts';
import { countOf } from '../../shared/questions/question.ts';
import { primaryCopyOf } from '../../shared/stages/identity/copies.ts';
import { liveCopyAddress } from '../../shared/stages/identity/identify.ts';
import { stateAddress } from '../../shared/stages/urls/address.ts';
import { facts, fitted, heading } from './layout.ts';
import { paint } from './paint.ts';

const longestQuote = 160;

export const quoted = (text: string, most = longestQuote): string => {
  const letters = [...text.replace(/\s+/g, ' ')];
  return `“${letters.length > most ? `${letters.slice(0, most).join('')}…` : letters.join('')}”`;
};

export const section = (name: string, lines: readonly string[], none?: string): string[] =>
  lines.length > 0 ? ['', heading(name), ...lines] : none === undefined ? [] : ['', heading(name), `  ${none}`];

const stateWords = { resolved: 'collected', unresolved: 'not collected', ambiguous: 'several documents have this title' } as const;

function citedText({ to: { known, ...to }, state }: ShownDocument['links'][number]): string {
  const name = renderPlainTextName({ ...(known && knownName(known)), ...to });
  if (known) return `${name} [${['known, not yet read', ...(known.url === undefined ? [] : [known.url])].join(': ')}]`;
  return `${name} [${stateWords[state]}${to.id === undefined ? '' : ` ${to.id}`}]`;
}

const readings: ReadonlySet<string> = new Set(['interprets', 'reports', 'translates']);

export function linkLines({ links, citedBy, translations = [] }: ShownDocument, full: boolean): string[] {
  const outward = links.flatMap((link) => [
    fitted(`${word(relationNames, link.relation, 'en')} ${citedText(link)}`, '  ', '    '),
    ...(full ? [paint('dim', fitted(quoted(link.quote), '      '))] : []),
  ]);
  const inward = (all: ShownDocument['citedBy']): string[] =>
    all.map(({ id, relation, issuers, ...text }) => {
      const by = issuers.map(({ name, english }) => english ?? name).join(', ');
      return fitted(
        `${word(inverseNames, relation, 'en')} ${renderPlainTextName(text)}${by === '' ? '' : `, ${by}`} [${id}]`,
        '  ',
        '    ',
      );
    });
  const [read = [], citing = []] = [true, false].map((wanted) => citedBy.filter(({ relation }) => readings.has(relation) === wanted));
  const inEnglish = translations.map((each) => fitted(`${translationWords(each)[0]}: ${each.title}, ${each.url}`, '  ', '    '));
  return [
    ...section('In English', inEnglish),
    ...section('Cites', outward, full ? 'no citations found' : undefined),
    ...section('Cited by', inward(citing), full ? 'not cited by any collected document' : undefined),
    ...section('Interpretation and coverage', inward(read)),
  ];
}

const changeLines = (changes: readonly FieldChange[], indent = ''): string[] =>
  changes.flatMap(({ field, before, after }) => [
    `${indent}@ ${fieldName(field, 'en')}${before === after ? '' : before === undefined ? ' (added)' : after === undefined ? ' (removed)' : ''}`,
    ...(before === undefined ? [] : before.split('\n').map((line) => paint('red', fitted(line, `${indent}- `, `${indent}  `)))),
    ...(after === undefined ? [] : after.split('\n').map((line) => paint('green', fitted(line, `${indent}+ `, `${indent}  `)))),
  ]);

export function copyLines(document: ShownDocument): string[] {
  const primary = primaryCopyOf(document)?.url;
  const lines = document.copies.flatMap(({ url, differs, differences = [], movedTo, goneAt, firstSeenAt }) => {
    const marks = [
      `first collected ${beijing(firstSeenAt)}`,
      ...(url === primary ? ['primary copy'] : []),
      ...(differs ? ['differs'] : []),
      ...(movedTo === undefined ? [] : [`moved to ${movedTo}`]),
      ...(goneAt === undefined ? [] : [`not available since ${beijing(goneAt)}`]),
    ];
    return [
      fitted(liveCopyAddress({ url }, document), '  '),
      paint('dim', fitted(marks.join('; '), '    ')),
      ...changeLines(differences, '    '),
    ];
  });
  return section(`Copies (${countOf(document.copies.length, 'page')})`, lines);
}

const readingWords = ({ what, by }: Pick<Revision, 'what' | 'by'>): string => {
  const words = {
    new: 'first collected',
    changed: 'changed',
    withdrawn: 'withdrawn',
    returned: 'restored',
    reread: 'reprocessed',
  } as const;
  return `${words[what]}, by ${by === 'reader' ? 'Hongtou' : 'the publisher'}`;
};

export function differenceText({ revisions, changes, note }: Difference): readonly string[] {
  const [from, to] = revisions.map(({ n, at, by, what }) => `revision ${n}, read ${beijing(at)}: ${readingWords({ what, by })}`);
  const ends = from === to ? [from] : [`--- ${from}`, `+++ ${to}`];
  return [...ends.map(String), ...changeLines(changes), ...(note === undefined ? [] : [note])];
}

export function historyText(revisions: readonly Omit<Revision, 'documentId'>[]): readonly string[] {
  const lines = revisions.flatMap(({ n, at, by, what, changes }) => [
    `  ${n}  ${beijing(at)}  ${readingWords({ what, by })}`,
    ...changeLines(changes, '     '),
  ]);
  return section('Revisions (Beijing time)', lines);
}

export function evidenceLines({ id, revisions, firstSeenAt, lastSeenAt, reader, charset }: ShownDocument): string[] {
  const last = revisions.at(-1);
  const lines = facts(
    [
      ['document ID', id],
      [
        'collected',
        `first ${beijing(firstSeenAt)}, last checked ${beijing(lastSeenAt)} (Beijing time); ${countOf(revisions.length, 'revision')}`,
      ],
      ['parsed by', `${reader}; ${charset}`],
      ['cite as', last && stateAddress(id, last.n)],
      ['evidence', last?.evidence],
      ['text SHA-256', last?.textHash],
    ],
    '  ',
  );
  return section('Evidence', lines);
}
