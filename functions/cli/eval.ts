import type { Command } from 'commander';
import { evaluationText, readGold } from '../../bench/training/evaluate.ts';
import { evaluateHonestly } from '../../bench/training/held-out.ts';
import { readInput, withoutStore } from './lines.ts';
import { reply } from './output.ts';

export function define(command: Command): void {
  withoutStore(command)
    .argument('<gold.tsv>')
    .option('--json', 'print exactly one JSON document')
    .action(async (file: string, options: { json?: boolean }) => {
      const report = evaluateHonestly(readGold(Buffer.from(await readInput(file, 'GOLD')).toString()));
      const how = report.how === 'stored' ? 'the weights in use' : 'cross-validated by event: these rows trained the weights in use';
      reply(options, report, () => `${how}\n${evaluationText(report)}`);
    });
}
