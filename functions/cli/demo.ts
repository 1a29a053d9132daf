import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from '../../shared/model/errors.ts';
import type { Context, Reader } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { upgradeStore } from '../../shared/pipeline/keep/rebuild.ts';
import { keptWeek } from '../../shared/pipeline/read/digest.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { openSqliteStore, type SqliteStore } from '../../shared/store/sqlite/store.ts';
import { home } from '../home.ts';
import { serve } from '../http.ts';
import { type Choices, openContext } from '../open.ts';
import { readers } from '../reading-threads.ts';
import { openLocalApp } from '../serve.ts';
import { portNumber } from './instance.ts';
import { printJson } from './output.ts';
import { noPort } from './start.ts';

type DemoScript = {
  readonly rounds: readonly { readonly now: string; readonly replay: string; readonly says: string }[];
  readonly digest: { readonly week: string; readonly now: string };
};

const sample = (file: string): string => join(home, 'samples', file);
const config = sample('hongtou.config.json');
const ownFolder = './data/demo';

/** What all rounds have together: starting a thread that reads takes longer than reading the pages. */
type Stage = { readonly store: SqliteStore; readonly reader: Reader; readonly data: string };

async function round(now: string, replay: string, { store, reader, data }: Stage): Promise<readonly RunNote[]> {
  const notes: RunNote[] = [];
  const note = (each: RunNote) => void notes.push(each);
  const choices: Choices = { now, replay: [sample(replay)], config, cacheDir: `${data}/cache`, note };
  const context = { ...(await openContext(store, choices)), reader };
  await upgradeStore(context);
  await schedule(context);
  const log = (line: string): void => console.error(line);
  await store.work('tasks', (batch) => collectBatch(batch, context, (error) => console.error(error)), {
    concurrency: 1,
    batchSize: 5,
    untilEmpty: true,
    log,
  });
  await updateIndex(context);
  return notes;
}

const counted = (notes: readonly RunNote[], what: RunNote['saved']): number => notes.filter(({ saved }) => saved === what).length;

async function playRounds(rounds: DemoScript['rounds'], stage: Stage): Promise<void> {
  for (const { now, replay, says } of rounds) {
    const notes = await round(now, replay, stage);
    const trouble = notes.filter(({ failure, trouble: listing }) => failure ?? listing).length;
    console.error(
      `${now.slice(0, 16)}  new ${counted(notes, 'new')}, changed ${counted(notes, 'changed')}, withdrawn ${counted(notes, 'withdrawn')}, trouble ${trouble}  ${says}`,
    );
  }
}

async function servePages(context: Context, port: number): Promise<void> {
  const report = (error: unknown): void => console.error(error);
  const server = await serve({ port, handler: await openLocalApp(context, {}, report), log: report }).catch((error: unknown) => {
    throw noPort(port, error);
  });
  console.error(`The pages are at ${server.url} until Ctrl-C. This world is invented; the real one: hongtou init, then hongtou run.`);
  await new Promise<void>((resolve) => process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve()));
  await server.close();
}

/** The demo's own folder is made anew each time; what lies in another is somebody's. */
function emptied(data: string): string {
  if (data === ownFolder) rmSync(data, { recursive: true, force: true });
  else if (existsSync(data)) throw new UsageError(`--data: ${data} is there already; name a folder that is not`);
  return data;
}

type Options = { readonly once: boolean; readonly port: number; readonly data: string; readonly json?: boolean };

async function demo({ once, port, data, json }: Options): Promise<void> {
  const { rounds, digest }: DemoScript = JSON.parse(readFileSync(sample('rounds.json'), 'utf8'));
  const stage: Stage = { store: openSqliteStore(emptied(data)), reader: readers.open(), data };
  try {
    await playRounds(rounds, stage);
    const choices: Choices = { now: digest.now, config, cacheDir: `${data}/cache` };
    const context = { ...(await openContext(stage.store, choices)), reader: stage.reader };
    const week = await keptWeek(digest.week, context);
    if (json) printJson(week);
    else process.stdout.write(`\n${digestText(week, 'both')}\n`);
    if (!once) await servePages(context, port);
  } finally {
    await stage.reader.close();
    stage.store.close();
  }
}

export function define(command: Command): void {
  command
    .description('takes the bundled sample sources through the whole pipeline, prints the digest, and serves the pages')
    .option('--once', 'end after the digest', false)
    .option('--data <dir>', 'keep it in this new folder', ownFolder)
    .option('--json', 'print the digest as one JSON document')
    .option('--port <n>', 'port on 127.0.0.1', portNumber, 4180)
    .action(demo);
}
