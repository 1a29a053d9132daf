import type { Command } from 'commander';
import { hasHan } from '../../shared/model/values.ts';
import { surelyEnglish } from '../../shared/stages/english/english.ts';
import { linesOf, printLine, withLines } from './lines.ts';

/** A title as the store would have it; one that stays Chinese has no English, and its words as glosses. */
function shown(text: string): object {
  const { english, by, ...rest } = surelyEnglish(text);
  return hasHan(english) ? rest : { english, by, ...rest };
}

export function define(command: Command): void {
  withLines(command).action(async (file: string | undefined) => {
    for await (const { text } of linesOf(file)) if (text.trim() !== '') await printLine({ input: text, ...shown(text) });
  });
}
