import type { Command } from 'commander';
import { collectOption, wholeNumber, withStore } from './instance.ts';
import { playRound, type RoundOptions, withRound } from './round.ts';

export function define(command: Command): void {
  withStore(command)
    .option('--source <id>', 'only this source (repeatable)', collectOption)
    .option('--replay <file>', 'answer every request from WARC files (repeatable)', collectOption)
    .option('--max-pages <n>', 'at most this many new pages', wholeNumber('--max-pages', 0))
    .action((options: RoundOptions) => withRound(options, false, (instance, notes) => playRound(instance, { options, notes })));
}
