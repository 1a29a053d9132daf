import { type Command, Option } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { documentTypes, statuses, themeIds } from '../../shared/model/vocabulary.ts';
import type { Filters } from '../../shared/pipeline/export.ts';
import { readDate } from '../../shared/stages/dates.ts';

/** A day as a person types it. Throws InputError that names the option. */
export const day = (option: string) => (value: string) => {
  const reading = readDate(value);
  if (reading.precision !== 'day' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    throw new InputError(`${option}: "${value}" is no day; write it as 2026-11-25`, { usage: true });
  }
  return value;
};

export const withFilters = (command: Command): Command =>
  command
    .addOption(new Option('--theme <id>').choices(themeIds))
    .option('--issuer <id>', 'id or Chinese name')
    .addOption(new Option('--level <level>').choices(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']))
    .addOption(new Option('--type <type>').choices(documentTypes))
    .addOption(new Option('--status <status>').choices(statuses))
    .option('--from <day>', 'not before', day('--from'))
    .option('--to <day>', 'not after', day('--to'));

/** The filters among the options. */
export const filtersOf = ({ theme, issuer, level, type, status, from, to }: Filters): Filters =>
  Object.fromEntries(Object.entries({ theme, issuer, level, type, status, from, to }).filter(([, value]) => value !== undefined));
