import type { Command } from 'commander';
import type { FigureLine } from '../../shared/model/cross-index.ts';
import { opt } from '../../shared/model/values.ts';
import { figureColumns } from './fact-lines.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { countOf, fitted, print, titleLines } from './layout.ts';
import { type Column, table } from './table.ts';

type Options = StoreOptions & { readonly unit?: string; readonly year?: number; readonly strength?: string; readonly limit: number };

const columns: readonly Column<FigureLine>[] = [
  ...figureColumns,
  { head: 'dated', cell: ({ document }) => document.day, yields: 4, least: 'none' },
  { head: 'document', cell: ({ document }) => document.id },
];
const underFigure = ({ document, quote }: FigureLine): string[] => [...titleLines(document), `“${quote}”`];

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
        const units = Object.entries(found.units).map(([each, count]) => `${each} ${count}`);
        print(
          table(columns, found.items, { under: underFigure }),
          fitted(`${countOf(found.total, 'figure')}; units: ${units.join(', ') || 'none'}`),
        );
      });
    });
}
