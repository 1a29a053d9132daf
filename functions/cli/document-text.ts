import { dateKinds } from '../../shared/model/article.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { type WordedFact, wordedFacts } from '../../shared/model/document-facts.ts';
import type { DocumentFigure } from '../../shared/model/facts.ts';
import { beijing, catalogueWords, factWords, localeOf, renderTimeLeft } from '../../shared/pages/words/days.ts';
import { furtherFacts, plainFirstLines, plainTongue } from '../../shared/pages/words/first-lines.ts';
import { inEnglish } from '../../shared/pages/words/page-view.ts';
import { articleName, fieldName, renderEffect, statusName } from '../../shared/pages/words/status-reason.ts';
import { headlineOf, renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import {
  dateNames,
  fromNames,
  levelNames,
  scanWords,
  themeNames,
  typeNames,
  unseenWords,
  wayNames,
  word,
} from '../../shared/pages/words/words.ts';
import { figureColumns } from '../../shared/questions/figures.ts';
import { countOf } from '../../shared/questions/question.ts';
import { statusStyles } from '../../shared/questions/styles.ts';
import { levelOfIssuers } from '../../shared/registry/issuers.ts';
import { liveAddress } from '../../shared/stages/identity/identify.ts';
import { type Fact, facts, fitted, prose, table } from './layout.ts';
import { paint } from './paint.ts';
import { copyLines, evidenceLines, linkLines, quoted, section } from './record-text.ts';

const mostFigures = 12;
const windowNames = { application: 'apply until', objection: 'object until' } as const;

const renderLeft = (until: string, today: string): string => {
  const left = renderTimeLeft(until, today, localeOf('en').say);
  return left === undefined ? '' : ` (${left})`;
};

function figureLines(figures: readonly DocumentFigure[]): string[] {
  if (figures.length === 0) return [];
  const more = figures.length - mostFigures;
  const lines = [
    table(figureColumns, figures.slice(0, mostFigures)).trimEnd(),
    ...(more > 0 ? [`and ${more} more; --json gives all`] : []),
  ];
  return section(`Figures and commitments (${figures.length})`, lines);
}

function factLines({ dates, participate = [], windows = [], stages, figures = [], id }: ShownDocument, today: string): string[] {
  const { commentFrom: from, commentBy: until } = dates;
  const open = until && `${from === undefined ? '' : `${from.value} – `}${until.value}${renderLeft(until.value, today)}`;
  const other = stages && (stages.draft.id === id ? (['final text', stages.final] as const) : (['draft', stages.draft] as const));
  const between = stages?.days === undefined ? '' : `, ${countOf(stages.days, 'day')} between the two`;
  const comment: readonly Fact[] = [
    ['comments due', open],
    ...participate.map(({ by, to }): Fact => [word(wayNames, by, 'en').toLowerCase(), to]),
  ];
  const periods = windows.map(
    ({ kind, from: opens, until: closes }): Fact => [
      windowNames[kind],
      `${closes}${renderLeft(closes, today)}${opens === undefined ? '' : `, from ${opens}`}`,
    ],
  );
  return [
    ...section('How to comment', facts(comment, '  ')),
    ...section('Application and objection periods', facts(periods, '  ')),
    ...section(
      'Draft and final text',
      other ? facts([[other[0], `${renderPlainTextName(other[1])} [${other[1].id}]${between}`]], '  ') : [],
    ),
    ...figureLines(figures),
  ];
}

const plain = { say: inEnglish, day: (day: string) => day, language: 'en' } as const;

function openingLines(document: ShownDocument, today: string): string[] {
  const style = statusStyles[document.status] ?? 'bold';
  const name = statusName(document, inEnglish);
  const lines = plainFirstLines(document, today).map(({ id, label, says, article, quotes = [] }): Fact => {
    const words = id === 'from' ? `${paint(style, name)}${says.slice(name.length)}` : says;
    const where = article === undefined ? [] : [`(${articleName(article, plain)})`];
    return [label, [words, ...where, ...quotes.slice(0, 1).map((quote) => quoted(quote, 60))].join(' ')];
  });
  return facts(lines, '', 25);
}

function catalogueLines({ catalogue }: ShownDocument): string[] {
  if (!catalogue) return [];
  const { label, facts } = catalogueWords(catalogue, 'en');
  return [fitted(`${label}: ${facts}${catalogue.url === undefined ? '' : `; ${catalogue.url}`} (${catalogue.from})`, '', '  ')];
}

function summaryLines(document: ShownDocument, today: string): string[] {
  const lines = furtherFacts(document, plainTongue(today)).flatMap(({ kind, says, quote, machine }) =>
    kind === 'sentence'
      ? [prose(says, '  ', '    ')]
      : [
          `  ${says}:`,
          fitted(quoted(quote), '      '),
          ...(machine === undefined ? [] : [fitted(`${machine} (machine translation)`, '      ')]),
        ],
  );
  return section('Key facts (by rules, from the text)', lines);
}

function dateLines({ dates }: ShownDocument): string[] {
  const known = dateKinds
    .flatMap((kind) => {
      const date = dates[kind];
      return date ? [{ kind, date }] : [];
    })
    .toSorted((a, b) => (a.date.value < b.date.value ? -1 : 1));
  const missing = dateKinds
    .filter((kind) => kind !== 'commentFrom' && dates[kind] === undefined)
    .map((kind) => word(dateNames, kind, 'en'));
  const lines = known.map(({ kind, date }): Fact => {
    const day = date.precision === 'day' ? [date.value, date.time].filter(Boolean).join(' ') : factWords(date, 'en');
    const by = date.changedBy && `; by ${date.changedBy.title} [${date.changedBy.id}]`;
    const before = date.before && `; before: ${date.before.value} ${quoted(date.before.quote, 60)}`;
    const where = [`${word(fromNames, date.from, 'en')}: ${quoted(date.quote, 60)}`, by, before].filter(Boolean).join('');
    return [word(dateNames, kind, 'en'), `${day} (${where})`];
  });
  const none: readonly Fact[] = missing.length > 0 ? [['not stated', missing.join(', ')]] : [];
  return section('Dates (Beijing)', facts([...lines, ...none], '  ', 16));
}

export const amendedFacts = ({ amendments = [] }: Pick<ShownDocument, 'amendments'>): Fact[] =>
  amendments.map(({ date, number, quote }) => ['amended', `${[date?.value, number].filter(Boolean).join(' ')}: ${quote}`]);

const changedFacts = ({ changedBy = [] }: ShownDocument): Fact[] =>
  changedBy.map((effect) => [
    'changed',
    `${renderEffect(effect, plain)}, by ${effect.document.title} [${effect.document.id}]: ${quoted(effect.quote, 80)}`,
  ]);

const themesOf = ({ themes, subThemes = [], relevant }: ShownDocument): string =>
  [...themes, ...subThemes]
    .map(({ theme, evidence: [first] }) => `${word(themeNames, theme, 'en')}${first ? ` (${first.term})` : ''}`)
    .join(', ') || (relevant ? 'none' : 'not relevant');

const factLine = ({ command, as, values }: WordedFact): Fact => [
  command,
  values.map((text) => (as === 'quote' ? `${quoted(text)}, as stated on the page` : text)).join(', '),
];

function detailLines(document: ShownDocument, level: string | undefined): string[] {
  const { label, attachments } = document;
  const { otherNumbers, ...others } = wordedFacts(document);
  const issuers = document.issuers.map(({ name, english }) => (english ? `${english} ${name}` : name));
  const lines: readonly Fact[] = [
    ['issued by', [issuers.join(', ') || 'not stated', unseenWords(document, 'en')].filter(Boolean).join('; ')],
    ['number', document.number ?? 'not stated'],
    factLine(otherNumbers),
    ['type', word(typeNames, document.type, 'en')],
    ['level', level && word(levelNames, level, 'en')],
    ...amendedFacts(document),
    ...changedFacts(document),
    ...Object.values(others).map(factLine),
    ['themes', themesOf(document)],
    ['set manually', label && `${beijing(label.at)}${label.who === undefined ? '' : ` (${label.who})`}: ${label.why}`],
    ['withdrawn', document.withdrawnAt && beijing(document.withdrawnAt)],
    ...attachments.map(
      ({ title, format, state, reason }): Fact => [
        'attachment',
        `${title} (${[format, state === 'needs-ocr' ? scanWords[0] : state, reason].filter(Boolean).join(', ')})`,
      ],
    ),
    ['page', liveAddress(document)],
  ];
  return section('Document details', facts(lines, '  '));
}

const doubtLines = ({ warnings }: ShownDocument): string[] =>
  section(
    'Points to verify',
    warnings.map(({ field, reason, quote }) =>
      fitted(`${fieldName(field, 'en')}: ${reason}${quote === undefined ? '' : ` ${quoted(quote, 80)}`}`, '  ', '    '),
    ),
  );

const textLines = ({ text, attachments }: ShownDocument): string[] => [
  ...section(
    'Source text',
    text.split('\n').map((line) => fitted(line)),
  ),
  ...attachments.flatMap(({ title, text: attached = '' }) =>
    section(title, attached === '' ? [] : attached.split('\n').map((line) => fitted(line))),
  ),
];

type TextOptions = { readonly text?: boolean; readonly links?: boolean; readonly today?: string };

export function documentText(document: ShownDocument, { text, links, today }: TextOptions = {}): string {
  const [headline = '', ...others] = new Set([
    headlineOf({ ...document, english: document.english.title }).english,
    document.english.title,
    document.title,
  ]);
  const level = levelOfIssuers(document.issuers);
  const day = today ?? document.lastSeenAt.slice(0, 10);
  const lines = [
    paint('bold', fitted(headline)),
    ...others.filter((each) => each !== '').map((each) => fitted(each)),
    ...openingLines(document, day),
    ...catalogueLines(document),
    ...summaryLines(document, day),
    ...dateLines(document),
    ...detailLines(document, level),
    ...doubtLines(document),
    ...factLines(document, day),
    ...linkLines(document, links ?? false),
    ...copyLines(document),
    ...evidenceLines(document),
    ...(text ? textLines(document) : []),
  ];
  return `${lines.join('\n')}\n`;
}
