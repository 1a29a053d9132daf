import type { Command } from 'commander';
import { dayOf } from '../../shared/model/time.ts';
import type { Filters } from '../../shared/pipeline/export.ts';
import { filtersOf, withFilters } from './filters.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & Filters & { readonly limit: number };

export function define(command: Command): void {
  withFilters(withStore(command))
    .argument('<query...>')
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 20)
    .action(async (words: string[], options: Options) => {
      await withInstance(options, {}, async ({ context }) => {
        const query = { q: words.join(' '), ...filtersOf(options), limit: Math.min(options.limit, 100), today: dayOf(context.now()) };
        const { total, hits, facets } = await context.search.query(query);
        if (options.json) return printJson({ total, items: hits, facets });
        for (const hit of hits) {
          const day = hit.signed ?? hit.published ?? hit.firstSeenAt.slice(0, 10);
          process.stdout.write(
            `${hit.id}  ${day}  ${hit.status}\n  ${hit.english}\n  ${hit.title}${hit.number ? `  ${hit.number}` : ''}\n`,
          );
          if (hit.passage) process.stdout.write(`  … ${hit.passage.before}[${hit.passage.hit}]${hit.passage.after} …\n`);
        }
        process.stdout.write(total === 0 ? `The store holds no document that says "${query.q}".\n` : `${total} found\n`);
      });
    });
}
