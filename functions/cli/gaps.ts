import type { Command } from 'commander';
import type { ReportedOnly } from '../../shared/model/announcement.ts';
import type { MissingText, NumberingGap } from '../../shared/model/cross-index.ts';
import { opt } from '../../shared/model/values.ts';
import { knownLines, missingReasons } from '../../shared/pages/words/known.ts';
import { addressOf, renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { inverseNames, word } from '../../shared/pages/words/words.ts';
import { wantedTexts } from '../../shared/pipeline/read/known.ts';
import { findNumberingGaps } from '../../shared/pipeline/read/numbering-gaps.ts';
import { reportedOnly } from '../../shared/pipeline/read/reports.ts';
import { issuerById } from '../../shared/registry/issuers.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { countOf, print } from './layout.ts';
import { paint } from './paint.ts';
import { type Column, table } from './table.ts';

type Options = StoreOptions & {
  readonly prefix?: string;
  readonly year?: number;
  readonly limit: number;
  readonly wanted?: boolean;
  readonly relation?: string;
  readonly theme?: string;
  readonly reported?: boolean;
};

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

/** The numbers that are missing, and between which held ones. */
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

const underWanted = ({ title, number, citedBy, url, known, asked }: MissingText): string[] => [
  paint('bold', renderPlainTextName({ ...opt('title', title), ...(title === undefined && opt('number', number)) })),
  ...(addressOf({ ...opt('url', url), ...opt('known', known) }) === undefined
    ? []
    : [`hongtou add ${url ?? known?.url}${asked === undefined ? '' : ` (asked for ${asked.slice(0, 10)})`}`]),
  ...(known ? knownLines(known).slice(1) : []),
  ...citedBy.slice(0, 2).map((each) => `${word(inverseNames, each.relation, 'en')} ${each.id} ${renderPlainTextName(each)}`),
];

const reportedColumns: readonly Column<ReportedOnly>[] = [
  { head: 'reported', cell: ({ reports: [first] }) => first?.day },
  { head: 'issued by', cell: ({ issuer }) => (issuer && issuerById(issuer)?.english) ?? 'not known' },
  { head: 'number', cell: ({ number }) => number },
];

const underReported = ({ title, reports }: ReportedOnly): string[] => [
  paint('bold', title === undefined ? 'an act without a stated title' : renderPlainTextName({ title })),
  ...reports.slice(0, 2).map((each) => `reported by ${each.id}, ${each.day}: ${renderPlainTextName(each)}`),
];

export function define(command: Command): void {
  withStore(command)
    .option('--prefix <prefix>', 'one series of numbers, as 国办发')
    .option('--year <year>', 'one year', wholeNumber('--year', 1949))
    .option('--wanted', 'documents that are cited and not collected, instead of numbering gaps')
    .option('--relation <relation>', 'with --wanted: only those that are cited so, as implements')
    .option('--theme <theme>', 'with --wanted: only those that a document of this theme cites')
    .option('--reported', 'acts that media report and that were not collected')
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 50)
    .action(async (options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const limit = Math.min(options.limit, 500);
        if (options.wanted) {
          const found = await wantedTexts({ limit, ...opt('relation', options.relation), ...opt('theme', options.theme) }, context);
          if (options.json) return printJson(found);
          return print(
            table(wantedColumns, found.items, { under: underWanted }),
            `${countOf(found.total, 'text')} cited and not collected`,
          );
        }
        if (options.reported) {
          const items = await reportedOnly(limit, context);
          if (options.json) return printJson({ items });
          return print(
            table(reportedColumns, items, { under: underReported }),
            `${countOf(items.length, 'act')} reported and not collected`,
          );
        }
        const { prefix, year } = options;
        const items = await findNumberingGaps({ limit, ...opt('prefix', prefix), ...opt('year', year) }, context);
        if (options.json) return printJson({ items });
        print(table(gapColumns, items, { under: underGap }), `${items.length} series; a gap is a lead, not a finding`);
      });
    });
}
