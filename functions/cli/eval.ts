import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { compareModels, movesText } from '../../bench/training/compare-models.ts';
import { evaluationText, readGold } from '../../bench/training/evaluate.ts';
import { evaluateHonestly } from '../../bench/training/held-out.ts';
import { readModel } from '../../bench/training/store-model.ts';
import { UsageError } from '../../shared/model/errors.ts';
import { storedModel } from '../../shared/stages/classify/classify.ts';
import { withoutStore } from './lines.ts';
import { reply } from './output.ts';

const textOf = (file: string, what: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read; name ${what}`);
  });

export function define(command: Command): void {
  withoutStore(command)
    .argument('<gold.tsv>')
    .option(
      '--against <weights.json>',
      'tell which rows moved since these weights (an older shared/registry/weights.json), with counts per theme',
    )
    .option('--json', 'print exactly one JSON document')
    .action(async (file: string, { against, ...options }: { json?: boolean; against?: string }) => {
      const rows = readGold(await textOf(file, 'a TSV file of labelled items'));
      if (against !== undefined) {
        const moves = compareModels(rows, readModel(await textOf(against, 'a file of weights')), storedModel());
        return reply(options, moves, () => movesText(moves));
      }
      const report = evaluateHonestly(rows);
      const how = report.how === 'stored' ? 'the weights in use' : 'cross-validated by event: these rows trained the weights in use';
      reply(options, report, () => `${how}\n${evaluationText(report)}`);
    });
}
