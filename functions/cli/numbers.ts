import type { Command } from 'commander';
import { readNumber } from '../../shared/stages/numbers.ts';
import { linesOf, printLine } from './lines.ts';

export function define(command: Command): void {
  command
    .argument('[file]')
    .option('--json', 'JSON Lines, as always')
    .action(async (file: string | undefined) => {
      for await (const { text } of linesOf(file)) await printLine({ input: text, ...readNumber(text) });
    });
}
