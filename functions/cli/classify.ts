import type { Command } from 'commander';
import { classify } from '../../shared/stages/classify/classify.ts';
import { idField, objectsOf, optionalField, printLine, stringField, withLines } from './lines.ts';

export function define(command: Command): void {
  withLines(command).action(async (file: string | undefined) => {
    for await (const { value, n } of objectsOf(file)) {
      const optional = Object.fromEntries(
        ['text', 'url', 'lang', 'publisher']
          .map((field) => [field, optionalField(value, field, n)])
          .filter(([, each]) => each !== undefined),
      );
      await printLine({ id: idField(value, n), ...classify({ title: stringField(value, 'title', n), ...optional }) });
    }
  });
}
