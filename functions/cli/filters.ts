import { type Command, Option } from 'commander';
import { documentTypes, statuses, themeIds } from '../../shared/model/vocabulary.ts';
import { closedFilters } from '../../shared/pages/web/filters.ts';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { dayOption } from './check.ts';

const dateKinds = ['published', 'signed', 'effective', 'commentBy', 'expires', 'firstSeen'] as const;

export const withFilters = (command: Command): Command =>
  command
    .addOption(new Option('--theme <id>').choices(themeIds))
    .option('--issuer <id>', 'id or Chinese name')
    .addOption(new Option('--level <level>').choices(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']))
    .addOption(new Option('--type <type>').choices(documentTypes))
    .addOption(new Option('--status <status>').choices(statuses))
    .option('--from <day>', 'not before, by the date that lists show', dayOption('--from'))
    .option('--to <day>', 'not after', dayOption('--to'))
    .addOption(new Option('--date <kind>', 'another kind of date for --from and --to').choices(dateKinds))
    .addOption(
      new Option(
        '--sort <order>',
        'relevance (where words rank), newest, authority, or deadline: open for comment by the last day, then the newest',
      ).choices(closedFilters.sort),
    );

/** The filters among the options. */
export const filtersOf = ({ theme, issuer, level, type, status, from, to, date, sort }: ExportFilters): ExportFilters =>
  Object.fromEntries(
    Object.entries({ theme, issuer, level, type, status, from, to, date, sort }).filter(([, value]) => value !== undefined),
  );
