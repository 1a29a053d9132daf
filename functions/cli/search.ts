import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { Query } from '../../shared/model/query.ts';
import { dayOf } from '../../shared/model/time.ts';
import { orEmpty } from '../../shared/model/values.ts';
import { knownShape } from '../../shared/pages/web/api-shapes.ts';
import { headlineOf } from '../../shared/pages/words/headline.ts';
import { renderPlainKnown } from '../../shared/pages/words/known.ts';
import { statusNames, word } from '../../shared/pages/words/words.ts';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { searchKnownActs } from '../../shared/pipeline/read/known.ts';
import { relaxQuery } from '../../shared/stages/text/query-synonyms.ts';
import { filtersOf, withFilters } from './filters.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';

type Options = StoreOptions & ExportFilters & { readonly limit: number };

/** Stored documents near a query that found nothing, with the same filters. */
async function nearestOf(query: Query, context: Context): Promise<readonly { q: string; total: number }[]> {
  const found: { q: string; total: number }[] = [];
  for (const q of relaxQuery(orEmpty(query.q))) {
    const { total } = await context.search.query({ ...query, q, limit: 1 });
    if (total > 0) found.push({ q, total });
  }
  return found;
}

export function define(command: Command): void {
  withFilters(withStore(command))
    .argument('<query...>', 'words, phrases in quotes, or a number; -word excludes')
    // A word that begins with a minus is excluded.
    .allowUnknownOption()
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 20)
    .action(async (words: string[], options: Options) => {
      const unknown = words.find((word) => word.startsWith('--'));
      if (unknown !== undefined) throw new InputError(`unknown option '${unknown}'; hongtou search --help lists them`, { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const query = { q: words.join(' '), ...filtersOf(options), limit: Math.min(options.limit, 100), today: dayOf(context.now()) };
        const { total, hits, facets } = await context.search.query(query);
        const nearest = total > 0 ? [] : await nearestOf(query, context);
        const known = await searchKnownActs(query, context);
        if (options.json) return printJson({ total, items: hits, facets, ...(nearest.length > 0 && { nearest }), ...knownShape(known) });
        for (const hit of hits) {
          const day = hit.published
            ? `published ${hit.published}`
            : hit.signed
              ? `signed ${hit.signed}`
              : `first collected ${dayOf(new Date(hit.firstSeenAt))}`;
          process.stdout.write(
            `${hit.id}  ${day}  ${word(statusNames, hit.status, 'en')}\n  ${headlineOf(hit).english}\n  ${hit.title}${hit.number ? `  ${hit.number}` : ''}\n`,
          );
          if (hit.passage) process.stdout.write(`  … ${hit.passage.before}[${hit.passage.hit}]${hit.passage.after} …\n`);
        }
        process.stdout.write(total === 0 ? `No documents found for "${query.q}".\n` : `${total} found\n`);
        if (known.total > 0) process.stdout.write(`Known, not yet read: ${known.total}\n${known.items.map(renderPlainKnown).join('\n')}\n`);
        for (const near of nearest) process.stdout.write(`  ${near.total} ${near.total === 1 ? 'says' : 'say'} ${near.q}\n`);
      });
    });
}
