import type { Command } from 'commander';
import { parseNumber } from '../../shared/stages/numbers/numbers.ts';
import { linesOf, printLine, withLines } from './lines.ts';

export function define(command: Command): void {
  withLines(command).action(async (file: string | undefined) => {
    for await (const { text } of linesOf(file)) await printLine({ input: text, ...parseNumber(text) });
  });
}
