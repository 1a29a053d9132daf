import type { Command } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import type { Hit } from '../../shared/model/query.ts';
import { dayOf } from '../../shared/model/time.ts';
import { knownShape } from '../../shared/pages/web/api-shapes.ts';
import { dayOfHit, renderPlainIssuers } from '../../shared/pages/words/hit-words.ts';
import { knownLines } from '../../shared/pages/words/known.ts';
import { inEnglish, queryHelp, readingOf, renderNearMiss } from '../../shared/pages/words/query-words.ts';
import { dateNames, statusNames, word } from '../../shared/pages/words/words.ts';
import type { ExportFilters } from '../../shared/pipeline/read/export.ts';
import { searchKnownActs } from '../../shared/pipeline/read/known.ts';
import { findNearMisses } from '../../shared/pipeline/read/near-misses.ts';
import { markUnseen } from '../../shared/pipeline/read/vouching.ts';
import { type Sort, sortInForce } from '../../shared/stages/query/order.ts';
import { filtersOf, withFilters } from './filters.ts';
import { printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { heading, indented, print, titleLines } from './layout.ts';
import { mark } from './paint.ts';
import { statusStyles } from './styles.ts';
import { type Column, table } from './table.ts';

type Options = StoreOptions & ExportFilters & { readonly limit: number };

const columns: readonly Column<Hit>[] = [
  { head: 'document', cell: ({ id }) => id },
  { head: 'date', cell: (hit) => `${word(dateNames, dayOfHit(hit).kind, 'en')} ${dayOfHit(hit).day}`, yields: 4 },
  {
    head: 'status',
    cell: ({ status }) => word(statusNames, status, 'en'),
    yields: 1,
    least: 18,
    wraps: true,
    style: ({ status }) => statusStyles[status],
  },
  { head: 'number', cell: ({ number }) => number, yields: 3, least: 12 },
  { head: 'issued by', cell: renderPlainIssuers, yields: 2, least: 'none' },
];

const sortWords: Readonly<Record<Sort, string>> = {
  relevance: 'the most relevant first',
  newest: 'the newest first',
  authority: 'the highest issuing level first',
  deadline: 'open for comment first, by the last day',
  soonest: 'the soonest first',
};

const underHit = (hit: Hit): string[] => [
  ...titleLines(hit),
  ...(hit.passage ? [`… ${hit.passage.before}${mark(hit.passage.hit)}${hit.passage.after} …`] : []),
];

export function define(command: Command): void {
  withFilters(withStore(command))
    .argument('<query...>', 'words, phrases in quotes, fields, or a number; -word excludes')
    .addHelpText('after', `\nWords:\n${queryHelp.map(([example, says]) => `  ${example}\n      ${says}`).join('\n')}\n`)
    // A word that begins with a minus is excluded.
    .allowUnknownOption()
    .option('--limit <n>', 'at most this many', wholeNumber('--limit', 1), 20)
    .action(async (words: string[], options: Options) => {
      const unknown = words.find((word) => word.startsWith('--'));
      if (unknown !== undefined) throw new InputError(`unknown option '${unknown}'; hongtou search --help lists them`, { usage: true });
      await withInstance(options, {}, async ({ context }) => {
        const query = { q: words.join(' '), ...filtersOf(options), limit: Math.min(options.limit, 100), today: dayOf(context.now()) };
        const { total, facets, ...found } = await context.search.query(query);
        const hits = markUnseen(found.hits, context);
        const nearest = total > 0 ? [] : await findNearMisses(query, context);
        const known = await searchKnownActs(query, context);
        const read = readingOf(query.q, inEnglish);
        if (options.json)
          return printJson({
            total,
            sort: sortInForce(query),
            items: hits.map(({ shown: _shown, ...hit }) => hit),
            facets,
            ...(nearest.length > 0 && { nearest }),
            ...(read && { read }),
            ...knownShape(known),
          });
        if (read) print(`Read as: ${read.as}`, ...read.notes);
        process.stdout.write(table(columns, hits, { under: underHit }));
        const order = total > 1 ? `, ${sortWords[sortInForce(query)]}` : '';
        const shown = total > hits.length ? `${total} found${order}; the first ${hits.length} shown (--limit)` : `${total} found${order}`;
        print(total === 0 ? `No documents found for "${query.q}".` : shown);
        if (nearest.length > 0) print(heading('Similar searches'));
        for (const near of nearest)
          print(`  ${renderNearMiss(near, inEnglish)}: ${near.total} ${near.total === 1 ? 'document' : 'documents'}`);
        if (known.total > 0)
          print(heading(`Known, not yet read: ${known.total}`), ...known.items.flatMap((act) => indented(knownLines(act))));
      });
    });
}
