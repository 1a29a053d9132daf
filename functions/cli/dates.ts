import type { Command } from 'commander';
import { parseDate } from '../../shared/stages/dates/dates.ts';
import { dayOption } from './check.ts';
import { linesOf, printLine, withLines } from './lines.ts';

export function define(command: Command): void {
  withLines(command)
    .option('--base <day>', 'the day that relative and incomplete dates are read against', dayOption('--base'))
    .action(async (file: string | undefined, { base }: { base?: string }) => {
      for await (const { text } of linesOf(file)) await printLine({ input: text, ...parseDate(text, base) });
    });
}
