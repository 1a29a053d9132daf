import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { evaluationText, readGold } from '../../shared/stages/evaluate.ts';
import { evaluateHonestly } from '../../shared/stages/honest.ts';
import { printJson } from './instance.ts';

export function define(command: Command): void {
  command
    .argument('<gold.tsv>')
    .option('--json', 'print exactly one JSON document')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const text = await readFile(file, 'utf8').catch(() => {
        throw new InputError(`${file} cannot be read; name a TSV file of labelled items`, { usage: true });
      });
      const report = evaluateHonestly(readGold(text));
      if (json) printJson(report);
      else {
        const how = report.how === 'stored' ? 'the weights in use' : 'cross-validated by event: these rows trained the weights in use';
        process.stdout.write(`${how}\n${evaluationText(report)}`);
      }
    });
}
