import type { Command } from 'commander';
import { englishTitle } from '../../shared/stages/english/english.ts';
import { linesOf, printLine, withLines } from './lines.ts';

export function define(command: Command): void {
  withLines(command).action(async (file: string | undefined) => {
    for await (const { text } of linesOf(file)) if (text.trim() !== '') await printLine({ input: text, ...englishTitle(text) });
  });
}
