import * as z from 'zod';
import { type ReportedOnly, reportedOnly } from '../model/announcement.ts';
import { type MissingText, type NumberingGap, numberingGap } from '../model/query.ts';
import { count, missingText, paged, text, total } from '../model/shape.ts';
import { opt, orEmpty } from '../model/values.ts';
import { relations, themeIds } from '../model/vocabulary.ts';
import { addressOf, knownLines, missingReasons, renderPlainTextName } from '../pages/words/text-name.ts';
import { inverseNames, word } from '../pages/words/words.ts';
import { issuerById } from '../registry/issuers.ts';
import { csvTable } from './csv.ts';
import { year } from './figures.ts';
import { cursor, keyedPagesOf, limit } from './lists.ts';
import { type Column, type Command, choice, countOf, question, type Terminal, way, words } from './question.ts';

export const citing = {
  relation: choice(relations, 'How one cites the other'),
  theme: choice(themeIds, 'A subject of the citing document'),
};

export const oneSeries = { prefix: words(60, 'One series, as 国办发', '国办发'), year };

const mostOfEach = ({ prefix, year }: SequenceQuery): number =>
  prefix === undefined ? 20 : year === undefined ? 60 : Number.POSITIVE_INFINITY;
type SequenceQuery = { readonly prefix?: string; readonly year?: number };

function shorten({ heldRanges, holes, moreHoles = 0, ...gap }: NumberingGap, most: number) {
  const [ranges, more] = [heldRanges.length - most, Math.max(0, holes.length - most) + moreHoles];
  return {
    ...gap,
    heldRanges: heldRanges.slice(0, most),
    ...(ranges > 0 && { moreHeldRanges: ranges }),
    holes: holes.slice(0, most),
    ...(more > 0 && { moreHoles: more }),
  };
}

export const gaps = question({
  path: 'gaps',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  words: [
    'Gaps in the numbering of each series, as leads: of each its first 20 runs and holes; 60 with `prefix`, with `year` too all runs',
    '各文号系列的缺号线索',
  ],
  takes: { ...oneSeries, limit },
  gives: z.object({
    items: numberingGap
      .extend({ moreHeldRanges: count('Runs of held numbers beyond those').exactOptional() })
      .meta({ id: 'NumberingGap' })
      .array(),
    note: z.string(),
  }),
  answer: async ({ limit = 50, ...series }, answers) => ({ series, gaps: await answers.gaps({ ...series, limit }) }),
  json: ({ series, gaps }) => ({
    items: gaps.map((gap) => shorten(gap, mostOfEach(series))),
    note: 'Gaps are leads: never published, missed, or still to come. With low coverage only numbers that a collected document cites are listed.',
  }),
});

const csvColumns = ['number', 'title', 'documents', 'relations', 'address', 'asked', 'command', 'citedBy', 'quote'] as const;

function withCommand<T extends MissingText>(text: T): T & { readonly command?: string } {
  const address = addressOf(text);
  return address === undefined ? text : { ...text, command: `hongtou add ${address}` };
}

function wantedRow(text: MissingText) {
  const { number = '', title = '', documents, relations: how, asked = '', citedBy } = text;
  const ways = Object.entries(how).map(([relation, count]) => `${relation} ${count}`);
  const address = orEmpty(addressOf(text));
  const command = orEmpty(withCommand(text).command);
  const by = citedBy.map(({ title: citing }) => citing).join('; ');
  return { number, title, documents, relations: ways.join(', '), address, asked, command, citedBy: by, quote: orEmpty(citedBy[0]?.quote) };
}

export const wanted = question({
  path: 'wanted',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  words: [
    'Texts that are cited and not collected, the most cited first: how and by whom they are cited, where they may be found, and the command that takes them in',
    '被引用而未收录的文件，引用最多者在前',
  ],
  takes: { ...citing, limit, cursor },
  gives: paged(
    missingText
      .extend({ command: text('Takes it in, where an address is known').exactOptional() })
      .meta({ id: 'Wanted', description: 'A text that is cited and not held' }),
    total,
  ),
  async answer({ limit = 50, cursor, ...filters }, answers) {
    const pages = keyedPagesOf(`wanted ${JSON.stringify(filters)}`, answers);
    const { offset } = pages.passed(cursor);
    const { total, items } = await answers.register.missingTexts({ ...filters, limit, offset });
    const after = offset + items.length;
    return { items: items.map(withCommand), total, ...(items.length > 0 && after < total && { next: pages.at(after) }) };
  },
  csv: ({ items }) => csvTable(csvColumns, items.map(wantedRow)),
});

export const reported = question({
  path: 'reported',
  tag: 'Register',
  example: () => ({ limit: '5' }),
  words: [
    'Acts that media report and no collected document is, newest report first; without title and number where the reports give none',
    '媒体报道而未收录的文件，最新报道在前',
  ],
  takes: { limit },
  gives: paged(reportedOnly, {}),
  answer: async ({ limit = 50 }, answers) => ({ items: await answers.reported(limit) }),
});

const seriesName = ({ prefix, year, series }: NumberingGap): string =>
  `${prefix}${year === undefined ? '' : `〔${year}〕`}${series && series.length > 1 ? ` (${series.join('、')})` : ''}`;

const gapColumns: readonly Column<NumberingGap>[] = [
  { head: 'series', cell: seriesName, yields: 2, least: 16, wraps: true },
  { head: 'issued by', cell: ({ issuer }) => issuer && (issuer.english ?? issuer.name), yields: 1, least: 'none' },
  { head: 'collected', cell: ({ held }) => held, align: 'right' },
  { head: 'highest', cell: ({ highest }) => highest, align: 'right' },
  { head: 'share', cell: ({ coverage }) => `${Math.round(coverage * 100)}%`, align: 'right' },
  {
    head: 'the rest',
    cell: ({ reading, missing }) => (reading === 'leads' ? `${missing} missing` : 'too little to call it missing'),
    yields: 3,
  },
];

const underGap = ({ holes }: NumberingGap): string[] =>
  holes.map(({ from, to, why, before, after }) => {
    const near = [before, after].flatMap((each) => (each ? [`${each.n}${each.day === undefined ? '' : ` of ${each.day}`}`] : []));
    const between = near.length > 0 ? `; ${near.length > 1 ? 'between' : 'beside'} ${near.join(' and ')}` : '';
    return `${from === to ? from : `${from}–${to}`}: ${word(missingReasons, why, 'en')}${between}`;
  });

const howCited = ({ relations }: MissingText): string =>
  Object.entries(relations)
    .map(([relation, count]) => `${word(inverseNames, relation, 'en')} ${count}`)
    .join(', ');

const wantedColumns: readonly Column<MissingText>[] = [
  { head: 'cited by', cell: ({ documents }) => documents, align: 'right' },
  { head: 'how', cell: howCited, yields: 2, wraps: true, least: 18 },
  { head: 'number', cell: ({ number }) => number, yields: 1, least: 12 },
];

const underWanted = ({ title, number, citedBy, url, known, asked }: MissingText, { paint, today }: Terminal): readonly string[] => [
  paint('bold', renderPlainTextName({ ...opt('title', title), ...(title === undefined && opt('number', number)) })),
  ...(addressOf(opt({ url, known })) === undefined
    ? []
    : [`hongtou add ${url ?? known?.url}${asked === undefined ? '' : ` (asked for ${asked.slice(0, 10)})`}`]),
  ...(known ? knownLines(known, today).slice(1) : []),
  ...citedBy.slice(0, 2).map((each) => `${word(inverseNames, each.relation, 'en')} ${each.id} ${renderPlainTextName(each)}`),
];

const reportedColumns: readonly Column<ReportedOnly>[] = [
  { head: 'reported', cell: ({ reports: [first] }) => first?.day },
  { head: 'issued by', cell: ({ issuer }) => (issuer && issuerById(issuer)?.english) ?? 'not known' },
  { head: 'number', cell: ({ number }) => number },
];

const underReported = ({ title, reports }: ReportedOnly, { paint }: Terminal): readonly string[] => [
  paint('bold', title === undefined ? 'an act without a stated title' : renderPlainTextName({ title })),
  ...reports.slice(0, 2).map((each) => `reported by ${each.id}, ${each.day}: ${renderPlainTextName(each)}`),
];

const most = [50, 500] as const;
export const command: Command = {
  ways: [
    way({
      of: gaps,
      limit: most,
      print: ({ gaps }, { table }) => [table(gapColumns, gaps, underGap), `${gaps.length} series; a gap is a lead, not a finding`],
    }),
    way({
      of: wanted,
      flag: ['wanted', 'documents that are cited and not collected, instead of numbering gaps'],
      limit: most,
      print: ({ items, total }, terminal) => [
        terminal.table(wantedColumns, items, (each) => underWanted(each, terminal)),
        `${countOf(total, 'text')} cited and not collected`,
      ],
    }),
    way({
      of: reported,
      flag: ['reported', 'acts that media report and that were not collected'],
      limit: most,
      print: ({ items }, terminal) => [
        terminal.table(reportedColumns, items, (each) => underReported(each, terminal)),
        `${countOf(items.length, 'act')} reported and not collected`,
      ],
    }),
  ],
};
