import type { Command } from 'commander';
import { extract } from '../../shared/stages/extract.ts';
import { objectsOf, optionalField, printLine, stringField } from './lines.ts';

export function define(command: Command): void {
  command
    .argument('[file]')
    .option('--json', 'JSON Lines, as always')
    .action(async (file: string | undefined) => {
      for await (const { value, n } of objectsOf(file)) {
        const optional = {
          title: optionalField(value, 'title', n),
          date: optionalField(value, 'date', n),
          lang: optionalField(value, 'lang', n),
        };
        const given = Object.fromEntries(Object.entries(optional).filter(([, each]) => each !== undefined));
        await printLine(extract({ id: stringField(value, 'id', n), text: stringField(value, 'text', n), ...given }));
      }
    });
}
