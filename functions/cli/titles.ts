import type { Command } from 'commander';
import { englishTitle } from '../../shared/stages/english.ts';
import { linesOf, printLine } from './lines.ts';

export function define(command: Command): void {
  command
    .argument('[file]')
    .option('--json', 'JSON Lines, as always')
    .action(async (file: string | undefined) => {
      for await (const { text } of linesOf(file)) if (text.trim() !== '') await printLine({ input: text, ...englishTitle(text) });
    });
}
