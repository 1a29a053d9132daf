import type { Command } from 'commander';
import { opt } from '../../shared/model/values.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';
import { figureLine } from './fact-lines.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & { readonly unit?: string; readonly year?: number; readonly strength?: string; readonly limit: number };

export function define(command: Command): void {
  withStore(command)
    .option('--unit <unit>', 'EFLOPS, PUE, %, CNY, count, …')
    .option('--year <year>', 'the year that the figure is for', wholeNumber('--year', 1949))
    .option('--strength <word>', 'target, must, should, support, encourage or fact')
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 30)
    .action(async (options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const { unit, year, strength } = options;
        const filters = {
          ...opt('unit', unit),
          ...opt('year', year),
          ...opt('strength', strength),
        };
        const found = await context.search.figures({ ...filters, limit: Math.min(options.limit, 500) });
        if (options.json) return printJson(found);
        const lines = found.items.map(
          (figure) =>
            `${figureLine(figure)}\n  ${figure.document.id}  ${figure.document.day}  ${renderPlainTextName(figure.document)}\n  “${figure.quote}”`,
        );
        const units = Object.entries(found.units).map(([each, count]) => `${each} ${count}`);
        const last = `${found.total} ${found.total === 1 ? 'figure' : 'figures'}; units: ${units.join(', ') || 'none'}`;
        process.stdout.write(`${[...lines, last].join('\n')}\n`);
      });
    });
}
