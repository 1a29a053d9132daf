import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { openClock } from '../../shared/adapters/clock.ts';
import { openSettings } from '../../shared/adapters/open.ts';
import { openReader } from '../../shared/adapters/reader.ts';
import { openReplay } from '../../shared/adapters/replay.ts';
import { writeWarc } from '../../shared/adapters/warc.ts';
import { openWeb } from '../../shared/adapters/web.ts';
import { InputError } from '../../shared/model/errors.ts';
import type { Source } from '../../shared/model/source.ts';
import { checkSource } from '../../shared/pipeline/check.ts';
import { collectOption, printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

function named(id: string, sources: readonly Source[]): Source {
  const source = sources.find((each) => each.id === id);
  if (!source) throw new InputError(`no source "${id}" is in force; "hongtou sources list" names them`, { usage: true });
  return source;
}

async function list(options: StoreOptions): Promise<void> {
  await withInstance(options, {}, async ({ context }) => {
    const rows = await Promise.all(
      context.settings.sources.map(async (source) => {
        const state = await context.sources.state(source.id);
        return {
          id: source.id,
          names: source.names,
          level: source.level,
          kind: source.kind,
          every: source.every,
          url: source.listing.url,
          ...(state ? { state } : {}),
        };
      }),
    );
    if (options.json) return printJson(rows);
    for (const { id, every, names, state } of rows) {
      const seen = state?.checkedAt
        ? `${state.condition.padEnd(12)} listed ${state.listed}, newest ${state.newest ?? 'unknown'}`
        : 'not read yet';
      process.stdout.write(`${id.padEnd(22)} ${every.padEnd(5)} ${seen.padEnd(44)} ${names.en}\n`);
    }
  });
}

type CheckOptions = { readonly json?: boolean; readonly config?: string; readonly now?: string; readonly replay?: readonly string[] };

async function check(id: string | undefined, options: CheckOptions): Promise<void> {
  const settings = openSettings(options.config);
  const now = openClock(options.now);
  const web = options.replay ? await openReplay(options.replay, now) : openWeb(settings, now);
  const reader = openReader();
  try {
    const chosen = id === undefined ? settings.sources : [named(id, settings.sources)];
    const results = [];
    for (const source of chosen) results.push(await checkSource(source, { web, reader, now }));
    if (options.json) printJson(results);
    else
      for (const { id: sourceId, state, listed, newest, detail } of results)
        process.stdout.write(
          `${state.padEnd(12)} ${sourceId.padEnd(22)} listed ${listed}, newest ${newest ?? 'unknown'} ${detail ?? ''}\n`,
        );
    if (results.some(({ state }) => state !== 'ok' && state !== 'quiet')) process.exitCode = 3;
  } finally {
    await reader.close();
  }
}

/** Fetches a listing as `run` would and writes it as a replay file. A recording for the project itself is written by hand, with invented text. */
async function record(id: string, options: CheckOptions & { readonly out?: string }): Promise<void> {
  const settings = openSettings(options.config);
  const now = openClock(options.now);
  const { url, method, body } = named(id, settings.sources).listing;
  const web = options.replay ? await openReplay(options.replay, now) : openWeb(settings, now);
  const page = await web.get({ url, ...(method ? { method } : {}), ...(body === undefined ? {} : { body }) });
  const file = options.out ?? `${id}.warc.gz`;
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWarc([page])) pieces.push(piece);
  await writeFile(file, Buffer.concat(pieces));
  process.stdout.write(`${page.bytes.length} bytes of ${page.finalUrl} recorded in ${file}\n`);
}

export function define(command: Command): void {
  withStore(command.command('list').description('every source in force, with its yield and state')).action(list);
  withStore(command.command('show').description('one declaration and its state').argument('<id>')).action(
    async (id: string, options: StoreOptions) => {
      await withInstance(options, {}, async ({ context }) => {
        const source = named(id, context.settings.sources);
        printJson({ ...source, state: await context.sources.state(id) });
      });
    },
  );
  command
    .command('check')
    .description('fetch and read a listing without storing anything')
    .argument('[id]')
    .option('--json', 'print exactly one JSON document')
    .option('--config <file>', 'configuration')
    .option('--now <instant>', 'the only clock')
    .option('--replay <file>', 'answer from WARC files (repeatable)', collectOption)
    .action(check);
  command
    .command('record')
    .description('fetch a listing and keep it as a replay file')
    .argument('<id>')
    .option('--out <file>', 'where to (default: ID.warc.gz)')
    .option('--config <file>', 'configuration')
    .option('--now <instant>', 'the only clock')
    .option('--replay <file>', 'answer from WARC files (repeatable)', collectOption)
    .action(record);
}
