import type { Command } from 'commander';
import { opt } from '../../shared/model/values.ts';
import { extract } from '../../shared/stages/facts/extract.ts';
import { idField, objectsOf, optionalField, printLine, stringField, withLines } from './lines.ts';

export function define(command: Command): void {
  withLines(command).action(async (file: string | undefined) => {
    for await (const { value, n } of objectsOf(file)) {
      const optional = {
        title: optionalField(value, 'title', n),
        date: optionalField(value, 'date', n),
        lang: optionalField(value, 'lang', n),
      };
      const given = opt(optional);
      const id = idField(value, n);
      await printLine({ ...extract({ id: String(id), text: stringField(value, 'text', n), ...given }), id });
    }
  });
}
