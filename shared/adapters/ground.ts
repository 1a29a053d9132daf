import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Environment } from '../model/environment.ts';
import type { Journal } from '../model/journal.ts';
import type { Context } from '../model/ports.ts';
import type { RunNote } from '../model/run.ts';
import { probedSince } from '../model/schema.ts';
import { orEmpty } from '../model/values.ts';
import { reachedBy } from './client-options.ts';
import { openClock } from './clock.ts';
import { openCollectors } from './collectors.ts';
import { deployed } from './deployed.ts';
import { openJournal } from './journal.ts';
import { later, once } from './later.ts';
import type { Objects } from './objects.ts';
import { openRecorded } from './recorded.ts';
import { openRecords, type Records } from './records.ts';
import { knownForm, openSchema } from './schema.ts';
import type { InForce } from './settings.ts';
import { readShipped } from './shipped-settings.ts';
import type { SmallObjects } from './small-objects.ts';
import { openTable, type Table } from './table.ts';
import { askTable } from './table-asking.ts';
import type { Queues } from './tasks.ts';

/** What a command line may set; a deployed function sets none of it. */
export type GroundChoices = {
  readonly now?: string;
  readonly baseUrl?: string;
  readonly note?: (note: RunNote) => void;
  /** Most new pages in this run. */
  readonly maxPages?: number;
  /** Folder of the local copies of the search index, one for each data folder. */
  readonly cacheDir?: string;
  /** Tasks of collectors go to their queues; as deployed when absent. */
  readonly elsewhere?: boolean;
  /** This process collects under this name. */
  readonly collector?: string;
};

/** What every function opens: clock, table and settings. Its own ports are opened on it; the bucket and the queues load their clients with the first request. */
export type Ground = {
  readonly environment: Environment;
  readonly base: Pick<
    Context,
    'now' | 'settings' | 'configuration' | 'journal' | 'collectors' | 'schema' | 'baseUrl' | 'note' | 'crash' | 'takeBudget'
  >;
  /** The table itself, and the one that records each change in the bucket first. */
  readonly bare: Table;
  readonly table: Table;
  readonly objects: Objects;
  readonly records: Records;
  /** Keys of documents have probes. */
  readonly probed: boolean;
  readonly queues: Queues;
  /** Where copies of the search index lie. */
  readonly cacheDir: string;
};

let passes = 0;

/** Ends the process where HONGTOU_CRASH_AT says, so that recovery can be tested: at a point, or (`after-document@3`) when it is passed for the third time. Not on Lambda. */
function crash(point: string): void {
  const [at, nth = '1'] = orEmpty(process.env['HONGTOU_CRASH_AT']).split('@');
  if (at !== point || deployed()) return;
  passes += 1;
  if (passes >= Number(nth)) process.kill(process.pid, 'SIGKILL');
}

/** Counts down from the run's limit of pages. */
function budget(most: number | undefined): (count: number) => number {
  let left = most ?? Number.POSITIVE_INFINITY;
  return (count) => {
    const granted = Math.min(count, left);
    left -= granted;
    return granted;
  };
}

/** The bucket: single objects are asked of its process where it is this one; what else, and all where it is not, loads the client. */
function openBucket(bucket: string): Objects {
  const load = once(async () => (await import('./objects.ts')).openBucketObjects(bucket));
  const small = async (): Promise<SmallObjects> => reachedBy('S3').objects?.(bucket) ?? load();
  return {
    get: async (...asked) => (await small()).get(...asked),
    getUnless: async (...asked) => (await small()).getUnless(...asked),
    put: async (...asked) => (await small()).put(...asked),
    ...later<Pick<Objects, 'read' | 'write' | 'erase' | 'remove'>>({ read: true, write: true, erase: true, remove: true }, load),
    async *list(prefix, after) {
      yield* (await load()).list(prefix, after);
    },
  };
}

/**
 * Addresses and credentials come from the environment of the SDK, the settings from beside the function when nothing else is said. Throws InputError for a
 * configuration or a store that this version does not take.
 */
export async function openGround(
  environment: Environment,
  choices: GroundChoices = {},
  readInForce: (journal: Journal) => InForce | Promise<InForce> = () => readShipped(),
): Promise<Ground> {
  const now = openClock(choices.now);
  const bare = openTable(askTable(), environment.RECORD_TABLE);
  const objects = openBucket(environment.EVIDENCE_BUCKET);
  const records = openRecords(objects);
  const table = openRecorded(bare, records);
  const schema = openSchema(table);
  const probed = (await knownForm(schema)) >= probedSince;
  const journal = openJournal(table);
  const { settings, configuration } = await readInForce(journal);
  const { elsewhere = deployed(), collector } = choices;
  const { collectors, queues } = openCollectors(table, { environment, settings }, { elsewhere, collector });
  const name = createHash('sha256').update(environment.EVIDENCE_BUCKET).digest('hex').slice(0, 12);
  const baseUrl = choices.baseUrl ?? (deployed() ? process.env['BASE_URL'] : undefined) ?? 'http://127.0.0.1:4180';
  const base = { now, settings, configuration, journal, collectors, schema, baseUrl, note: choices.note ?? (() => {}), crash };
  return {
    environment,
    base: { ...base, takeBudget: budget(choices.maxPages) },
    bare,
    table,
    objects,
    records,
    probed,
    queues,
    cacheDir: choices.cacheDir ?? path.join(tmpdir(), `hongtou-${name}`),
  };
}
