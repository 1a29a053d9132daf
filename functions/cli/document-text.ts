import { dateKinds } from '../../shared/model/article.ts';
import type { Revision, Shown } from '../../shared/model/document.ts';
import { reasonWords } from '../../shared/pages/status-reason.ts';
import { changeLines } from '../../shared/pipeline/history.ts';
import { factLines } from './fact-lines.ts';

const labels = {
  signed: 'signed',
  published: 'published',
  effective: 'takes effect',
  commentBy: 'comments by',
  expires: 'expires',
} as const;

function dateLines({ dates }: Shown): string[] {
  return dateKinds.flatMap((kind) => {
    const date = dates[kind];
    return date ? [`  ${labels[kind].padEnd(13)} ${date.value}   (${date.from}: ${date.quote.slice(0, 60)})`] : [];
  });
}

/** Why it has its status, with the words that say so. */
function whyLine({ status, statusReason }: Shown): string {
  const plain = { say: (english: string) => english, day: (day: string) => day };
  const quote = statusReason.quote === undefined ? '' : `   (${statusReason.quote.replaceAll('\n', ' ').slice(0, 60)})`;
  return `  because       ${reasonWords(status, statusReason, plain)}${quote}`;
}

const indented = (lines: readonly string[], by: string): string[] => lines.map((line) => `${by}${line}`);

/** The pages that carry it, best first; one that says otherwise with what it says. */
const copyLines = ({ copies }: Shown): string[] =>
  copies.flatMap(({ url, differs, differences = [], movedTo, goneAt }, i) => {
    const marks = [
      ...(differs ? ['differs'] : []),
      ...(movedTo === undefined ? [] : [`moved to ${movedTo}`]),
      ...(goneAt === undefined ? [] : [`gone since ${goneAt}`]),
    ];
    const line = `  ${(i === 0 ? `copies (${copies.length})` : '').padEnd(13)} ${url}${marks.length > 0 ? `   (${marks.join(', ')})` : ''}`;
    return [line, ...indented(changeLines(differences), ' '.repeat(18))];
  });

/** Links in both directions; `full` adds ids and the words that say them, and says when there are none. */
function linkLines({ links, citedBy }: Shown, full: boolean): string[] {
  const outward = links.flatMap(({ relation, to, state, quote }) => [
    `  ${relation} ${to.number ?? ''} ${to.title ?? ''} [${state}${full && to.id !== undefined ? ` ${to.id}` : ''}]`
      .replace(/ {2,}/g, ' ')
      .replace(/^ /, '  '),
    ...(full ? [`      “${quote.replaceAll('\n', ' ').slice(0, 160)}”`] : []),
  ]);
  const inward = citedBy.map(({ id, relation, title }) => `  ${relation}: ${title}${full ? ` [${id}]` : ''}`);
  const part = (name: string, lines: readonly string[], none: string): string[] =>
    lines.length > 0 ? ['', name, ...lines] : full ? ['', name, `  ${none}`] : [];
  return [...part('Links', outward, 'it names no other text'), ...part('Cited by', inward, 'no document in the store names it')];
}

/** Every reading with who caused it and what changed. */
export function historyText(revisions: readonly Omit<Revision, 'documentId'>[]): string {
  const lines = revisions.flatMap(({ n, at, by, what, changes }) => [
    `  ${n}  ${at}  ${what}, by ${by}`,
    ...indented(changeLines(changes), '     '),
  ]);
  return `\nRevisions\n${lines.join('\n')}\n`;
}

const attachmentLines = ({ attachments }: Shown): string[] =>
  attachments.length === 0
    ? []
    : [
        '',
        'Attachments',
        ...attachments.map(
          ({ title, format, state, reason }) => `  ${title} (${format}${state ? `, ${state}` : ''}${reason ? `: ${reason}` : ''})`,
        ),
      ];

/** The acts that changed this one, as the note under its title names them. */
export const amendedLines = ({ amendments = [] }: Pick<Shown, 'amendments'>): string[] =>
  amendments.map(({ date, number, quote }) => `  amended       ${[date?.value, number].filter(Boolean).join(' ')}: ${quote}`);

/** The words of the files that were read, each under its title. */
const attachedText = ({ attachments }: Shown): string[] =>
  attachments.flatMap(({ title, text }) => (text === undefined || text === '' ? [] : ['', `== ${title} ==`, '', text]));

type TextOptions = { readonly text?: boolean; readonly links?: boolean; readonly today?: string };

/** A document for a person at a terminal: what it is, who issued it, when, and why we say so. `today` tells the days that are left. */
export function documentText(document: Shown, options: TextOptions = {}): string {
  const issuers = document.issuers.map(({ name, english }) => (english ? `${name} (${english})` : name));
  const lines = [
    document.english.title,
    ...(document.title === document.english.title ? [] : [document.title]),
    '',
    ...(document.english.gist ? [`  gist, by a model: ${document.english.gist}`, ''] : []),
    `  id            ${document.id}`,
    `  number        ${document.number ?? 'not given on the page'}`,
    `  issuer        ${issuers.join(', ') || 'not stated'}`,
    `  type, status  ${document.type}, ${document.status}`,
    whyLine(document),
    ...dateLines(document),
    ...amendedLines(document),
    `  themes        ${document.themes.map(({ theme, evidence }) => `${theme} (${evidence[0]?.term ?? ''})`).join(', ') || (document.relevant ? 'none' : 'irrelevant')}`,
    ...(document.label
      ? [`  by a person   ${document.label.at}${document.label.who === undefined ? '' : ` (${document.label.who})`}: ${document.label.why}`]
      : []),
    `  page          ${document.canonicalUrl}`,
    ...copyLines(document),
    ...(document.withdrawnAt ? [`  withdrawn     ${document.withdrawnAt}`] : []),
    ...factLines(document, options.today ?? document.lastSeenAt.slice(0, 10)),
    ...linkLines(document, options.links ?? false),
    ...(document.warnings.length > 0 ? ['', 'Doubts', ...document.warnings.map(({ field, reason }) => `  ${field}: ${reason}`)] : []),
    ...attachmentLines(document),
    ...(options.text ? ['', document.text, ...attachedText(document)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
