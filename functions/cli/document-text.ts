import { dateKinds } from '../../shared/model/article.ts';
import type { Difference, Revision, ShownDocument } from '../../shared/model/document.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { fieldName } from '../../shared/pages/words/field-name.ts';
import { headlineOf } from '../../shared/pages/words/headline.ts';
import { knownName } from '../../shared/pages/words/known.ts';
import { reasonWords } from '../../shared/pages/words/status-reason.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { dateNames, inverseNames, relationNames, statusNames, typeNames, word } from '../../shared/pages/words/words.ts';
import { wrap } from '../../shared/pages/words/wrap.ts';
import { changeLines } from '../../shared/pipeline/read/history.ts';
import { factLines } from './fact-lines.ts';

function dateLines({ dates }: ShownDocument): string[] {
  return dateKinds.flatMap((kind) => {
    const date = dates[kind];
    return date ? [`  ${word(dateNames, kind, 'en').padEnd(13)} ${date.value}   (${date.from}: ${date.quote.slice(0, 60)})`] : [];
  });
}

/** The English facts of an act: its sentences in one paragraph, then what stays Chinese, each behind its label. */
function summaryLines({ summary = [] }: ShownDocument): string[] {
  const sentences = summary.flatMap(({ kind, says }) => (kind === 'sentence' ? [says] : []));
  const labelled = summary.filter(({ kind }) => kind === 'label').map(({ says, quote }) => `  ${says}:\n      “${quote}”`);
  const paragraph = sentences.length === 0 ? [] : [wrap(sentences.join(' '), 100, '  ')];
  return summary.length === 0 ? [] : [...paragraph, ...labelled, ''];
}

/** The reason of the status, with its words. */
function whyLine({ status, statusReason }: ShownDocument): string {
  const plain = { say: (english: string) => english, day: (day: string) => day };
  const quote = statusReason.quote === undefined ? '' : `   (${statusReason.quote.replaceAll('\n', ' ').slice(0, 60)})`;
  return `  because       ${reasonWords(status, statusReason, plain)}${quote}`;
}

const indented = (lines: readonly string[], by: string): string[] => lines.map((line) => `${by}${line}`);

/** The copies, the best first; a copy that differs with its differences. */
const copyLines = ({ copies }: ShownDocument): string[] =>
  copies.flatMap(({ url, differs, differences = [], movedTo, goneAt }, i) => {
    const marks = [
      ...(differs ? ['differs'] : []),
      ...(movedTo === undefined ? [] : [`moved to ${movedTo}`]),
      ...(goneAt === undefined ? [] : [`not available since ${beijing(goneAt)}`]),
    ];
    const line = `  ${(i === 0 ? `copies (${copies.length})` : '').padEnd(13)} ${url}${marks.length > 0 ? `   (${marks.join(', ')})` : ''}`;
    return [line, ...indented(changeLines(differences), ' '.repeat(18))];
  });

const stateWords = { resolved: 'collected', unresolved: 'not collected', ambiguous: 'several documents have this title' } as const;

/** A text as it is named where the document cites it, and whether it was collected. */
function citedText({ to: { known, ...to }, state }: ShownDocument['links'][number], full: boolean): string {
  const name = renderPlainTextName({ ...(known && knownName(known)), ...to });
  if (known) return `${name} [${['known, not yet read', ...(known.url === undefined ? [] : [known.url])].join(': ')}]`;
  return `${name} [${stateWords[state]}${full && to.id !== undefined ? ` ${to.id}` : ''}]`;
}

/** Links in both directions; `full` adds ids and quotes, and says when there are none. */
function linkLines({ links, citedBy }: ShownDocument, full: boolean): string[] {
  const outward = links.flatMap((link) => [
    `  ${word(relationNames, link.relation, 'en')} ${citedText(link, full)}`,
    ...(full ? [`      “${link.quote.replaceAll('\n', ' ').slice(0, 160)}”`] : []),
  ]);
  const inward = citedBy.map(
    ({ id, relation, ...text }) => `  ${word(inverseNames, relation, 'en')}: ${renderPlainTextName(text)}${full ? ` [${id}]` : ''}`,
  );
  const part = (name: string, lines: readonly string[], none: string): string[] =>
    lines.length > 0 ? ['', name, ...lines] : full ? ['', name, `  ${none}`] : [];
  return [...part('Cites', outward, 'no citations found'), ...part('Cited by', inward, 'not cited by any collected document')];
}

const readingWords = ({ what, by }: Pick<Revision, 'what' | 'by'>): string =>
  `${what === 'reread' ? 'reprocessed' : what}, by ${by === 'reader' ? 'Hongtou' : 'the publisher'}`;

/** A difference as text. */
export function differenceText({ revisions, changes, note }: Difference): string {
  const [from, to] = revisions.map(({ n, at, by, what }) => `revision ${n}, read ${beijing(at)}: ${readingWords({ what, by })}`);
  const ends = from === to ? [from] : [`--- ${from}`, `+++ ${to}`];
  return `${[...ends, ...changeLines(changes), ...(note === undefined ? [] : [note])].join('\n')}\n`;
}

/** Every revision with its cause and changes. */
export function historyText(revisions: readonly Omit<Revision, 'documentId'>[]): string {
  const lines = revisions.flatMap(({ n, at, by, what, changes }) => [
    `  ${n}  ${beijing(at)}  ${readingWords({ what, by })}`,
    ...indented(changeLines(changes), '     '),
  ]);
  return `\nRevisions (Beijing time)\n${lines.join('\n')}\n`;
}

const attachmentLines = ({ attachments }: ShownDocument): string[] =>
  attachments.length === 0
    ? []
    : [
        '',
        'Attachments',
        ...attachments.map(
          ({ title, format, state, reason }) => `  ${title} (${format}${state ? `, ${state}` : ''}${reason ? `: ${reason}` : ''})`,
        ),
      ];

/** The acts that amended this one, from the note under its title. */
export const amendedLines = ({ amendments = [] }: Pick<ShownDocument, 'amendments'>): string[] =>
  amendments.map(({ date, number, quote }) => `  amended       ${[date?.value, number].filter(Boolean).join(' ')}: ${quote}`);

const doubtLine = ({ field, reason, quote }: ShownDocument['warnings'][number]): string =>
  `  ${fieldName(field, 'en')}: ${reason}${quote === undefined ? '' : `: “${quote.replaceAll('\n', ' ').slice(0, 80)}”`}`;

/** The themes, each with the first word that decided. */
const themesOf = ({ themes, relevant }: ShownDocument): string =>
  themes.map(({ theme, evidence: [first] }) => (first ? `${theme} (${first.term})` : theme)).join(', ') ||
  (relevant ? 'none' : 'not relevant');

/** The texts of the files that were read, each under its title. */
const attachedText = ({ attachments }: ShownDocument): string[] =>
  attachments.flatMap(({ title, text }) => (text === undefined || text === '' ? [] : ['', `== ${title} ==`, '', text]));

type TextOptions = { readonly text?: boolean; readonly links?: boolean; readonly today?: string };

/** Prints a document for a person at a terminal: what it is, who issued it, when, and the evidence. Days left are counted from `today`. */
export function documentText(document: ShownDocument, options: TextOptions = {}): string {
  const issuers = document.issuers.map(({ name, english }) => (english ? `${name} (${english})` : name));
  const lines = [
    ...new Set([headlineOf({ ...document, english: document.english.title }).english, document.english.title, document.title]),
    '',
    ...(document.english.gist ? [`  summary, by AI model: ${document.english.gist}`, ''] : []),
    ...summaryLines(document),
    `  id            ${document.id}`,
    `  number        ${document.number ?? 'not stated'}`,
    `  issued by     ${issuers.join(', ') || 'not stated'}`,
    `  type          ${word(typeNames, document.type, 'en')}`,
    `  status        ${word(statusNames, document.status, 'en')}`,
    whyLine(document),
    ...dateLines(document),
    ...amendedLines(document),
    `  themes        ${themesOf(document)}`,
    ...(document.label
      ? [
          `  set manually  ${beijing(document.label.at)}${document.label.who === undefined ? '' : ` (${document.label.who})`}: ${document.label.why}`,
        ]
      : []),
    `  page          ${document.canonicalUrl}`,
    ...copyLines(document),
    ...(document.withdrawnAt ? [`  withdrawn     ${beijing(document.withdrawnAt)}`] : []),
    ...factLines(document, options.today ?? document.lastSeenAt.slice(0, 10)),
    ...linkLines(document, options.links ?? false),
    ...(document.warnings.length > 0 ? ['', 'Points to verify', ...document.warnings.map(doubtLine)] : []),
    ...attachmentLines(document),
    ...(options.text ? ['', document.text, ...attachedText(document)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
