import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import { opt } from '../../shared/model/values.ts';
import type { Backfilling } from '../../shared/pipeline/collect/backfill.ts';
import { dayOption } from './check.ts';
import { collectOption, wholeNumber, withStore } from './instance.ts';
import { checkSince, playRound, type RoundOptions, withRound } from './round.ts';

type Options = RoundOptions & { readonly since?: string; readonly listingPages?: number };

function backfillOf({ since, listingPages }: Options, now: Date): Backfilling | undefined {
  if (since !== undefined) return { since: checkSince(since, now), ...opt('listingPages', listingPages) };
  if (listingPages !== undefined) throw new UsageError('--listing-pages: goes with --since DATE');
  return undefined;
}

export function define(command: Command): void {
  withStore(command)
    .option('--source <id>', 'only this source (repeatable)', collectOption)
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .option('--max-pages <n>', 'at most this many new pages', wholeNumber('--max-pages', 0))
    .option('--since <date>', 'go back in every listing until its entries are older than this day, due or not', dayOption('--since'))
    .option(
      '--listing-pages <n>',
      'with --since: over at most this many pages of each listing (default 100)',
      wholeNumber('--listing-pages', 1),
    )
    .action((options: Options) =>
      withRound(options, false, (instance, notes) =>
        playRound(instance, { options, notes, backfill: backfillOf(options, instance.context.now()) }),
      ),
    );
}
