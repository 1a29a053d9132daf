import type { Command } from 'commander';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { filters } from '../../shared/questions/lists.ts';
import { withParameters } from './ask.ts';

const { q: _q, ...narrowing } = filters.shape;

export const withFilters = (command: Command): Command => withParameters(command, narrowing);

export const filtersOf = (options: ExportFilters): ExportFilters =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => name in narrowing && value !== undefined));
