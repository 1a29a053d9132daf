import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { readDate } from '../../shared/stages/dates.ts';
import { linesOf, printLine } from './lines.ts';

export function define(command: Command): void {
  command
    .argument('[file]')
    .option('--base <day>', 'the day that relative and incomplete dates are read against')
    .option('--json', 'JSON Lines, as always')
    .action(async (file: string | undefined, { base }: { base?: string }) => {
      if (base !== undefined && readDate(base).precision !== 'day')
        throw new InputError(`--base: "${base}" is no day; write it as 2026-11-25`, { usage: true });
      for await (const { text } of linesOf(file)) await printLine({ input: text, ...readDate(text, base) });
    });
}
