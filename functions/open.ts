import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Configuration, type Environment, readEnvironment, type Settings, type SmtpServer } from '../shared/model/configuration.ts';
import type { MachineTrouble } from '../shared/model/machine.ts';
import type { Carrier, Context, Mailer, Notices } from '../shared/model/ports.ts';
import type { Journal, RunNote } from '../shared/model/run.ts';
import { probedSince } from '../shared/model/table.ts';
import { isDamagedAside, type SetAside } from '../shared/model/task.ts';
import { opt, orEmpty } from '../shared/model/values.ts';
import type { Secrets } from '../shared/model/webhook.ts';
import { openArchive } from '../shared/net/archive.ts';
import { openMachine } from '../shared/net/machine.ts';
import { openRobotsMemory } from '../shared/net/robots.ts';
import { openWeb } from '../shared/net/web.ts';
import { openWebhooks } from '../shared/net/webhooks.ts';
import { escapeHtml } from '../shared/pages/words/escape.ts';
import { openSearchEngine } from '../shared/search/engine.ts';
import { addWords } from '../shared/stages/english/known-words.ts';
import { openDigests } from '../shared/store/digests.ts';
import { openAsides, openDocuments } from '../shared/store/documents.ts';
import { knownForm, openBackups, openCounts, openJournal, openSchema, openSecret, openTokens } from '../shared/store/instance.ts';
import { mendedAside, openMended, openRecorded, openRecords } from '../shared/store/records.ts';
import { openSnapshots } from '../shared/store/snapshots.ts';
import { openCollectors, openSources } from '../shared/store/sources.ts';
import type { Store } from '../shared/store/store.ts';
import { openSignUps } from '../shared/store/subscribers.ts';
import { openClock } from './clock.ts';
import { readers } from './reading-threads.ts';
import { deployed, type InForce, openKeptSettings, readShipped } from './settings.ts';
import { toldError } from './told-error.ts';

export type Choices = {
  readonly now?: string;
  readonly baseUrl?: string;
  readonly note?: (note: RunNote) => void;
  readonly maxPages?: number;
  readonly cacheDir?: string;
  readonly elsewhere?: boolean;
  readonly collector?: string;
  readonly config?: string;
  readonly server?: NonNullable<Configuration['server']>;
  readonly keptFirst?: boolean;
  readonly replay?: readonly string[];
  readonly machineTrouble?: (trouble: MachineTrouble) => void;
  readonly damaged?: (item: SetAside) => void;
  readonly threads?: number;
  /** Of proxies, translators and webhooks. */
  readonly secrets?: Secrets;
  readonly carrier?: (server: SmtpServer) => Carrier;
};

let passes = 0;

/**
 * Ends the process where HONGTOU_CRASH_AT says, so that recovery can be tested: at a point, or (`after-document@3`) when it is passed for
 * the third time. Not on Lambda.
 */
function crash(point: string): void {
  const [at, nth = '1'] = orEmpty(process.env['HONGTOU_CRASH_AT']).split('@');
  if (at !== point || deployed()) return;
  passes += 1;
  if (passes >= Number(nth)) process.kill(process.pid, 'SIGKILL');
}

function budget(most: number | undefined): (count: number) => number {
  let left = most ?? Number.POSITIVE_INFINITY;
  return (count) => {
    const granted = Math.min(count, left);
    left -= granted;
    return granted;
  };
}

const inForce = (choices: Choices, journal: Journal): Promise<InForce> | InForce =>
  deployed() ? readShipped() : openKeptSettings(choices, journal);

const ownAddress = (): string => (deployed() ? process.env['BASE_URL'] : undefined) ?? 'http://127.0.0.1:4180';

function mailing(store: Store, { mail, alarms, digest }: Settings, carrier: Choices['carrier']): { mailer: Mailer; notices: Notices } {
  const mailer = (mail && carrier && store.carried?.(carrier(mail.smtp))) ?? store.mailer;
  const to = mail && alarms?.email;
  if (to === undefined) return { mailer, notices: store.notices };
  const send: Notices['send'] = async ({ subject, body }) => {
    // While no mail goes out it is told again later; what may have gone out, or was refused, is not.
    await mailer.ready?.();
    await mailer
      .send({ to, from: digest.from, subject, text: body, html: `<pre>${escapeHtml(body)}</pre>`, headers: {} })
      .catch((error: unknown) => console.error(`the mail of alarms did not surely go out: ${toldError(error)}`));
  };
  return { mailer, notices: { send } };
}

const copiesOf = ({ name }: Store): string =>
  path.join(tmpdir(), `hongtou-${createHash('sha256').update(name).digest('hex').slice(0, 12)}`);

export async function openContext(store: Store, choices: Choices = {}): Promise<Context> {
  const now = openClock(choices.now);
  const { objects } = store;
  const records = openRecords(objects);
  const setAside = async (item: SetAside): Promise<void> => {
    if (isDamagedAside(item)) choices.damaged?.(item);
    await openAsides(base).setAside(item);
  };
  const base = openMended(store.table, records, ({ key, how }) => setAside(mendedAside(key, how, now())));
  const table = openRecorded(base, records);
  const schema = openSchema(table);
  const probed = (await knownForm(schema)) >= probedSince;
  const journal = openJournal(table);
  const { settings, configuration } = await inForce(choices, journal);
  addWords(settings.glossary ?? []);
  const { elsewhere = deployed(), collector } = choices;
  const { collectors, way } = openCollectors(table, { queues: store.collectors, settings }, { elsewhere, collector });
  const cacheDir = choices.cacheDir ?? copiesOf(store);
  const secrets = opt('secrets', choices.secrets);
  const extras = { ...secrets, ...opt('version', process.env['HONGTOU_VERSION']) };
  return {
    ...{ now, settings, configuration, journal, collectors, schema, crash },
    ...mailing(store, settings, choices.carrier),
    baseUrl: choices.baseUrl ?? settings.server.baseUrl ?? ownAddress(),
    note: choices.note ?? (() => {}),
    takeBudget: budget(choices.maxPages),
    web: choices.replay
      ? await (await import('../shared/net/replay.ts')).openReplay(choices.replay, now)
      : openWeb(settings, now, { robots: openRobotsMemory(table), ...extras }),
    reader: readers.open(opt({ threads: choices.threads, glossary: settings.glossary })),
    documents: { ...openDocuments(table, now, { probed }), setAside },
    snapshots: openSnapshots(objects),
    search: await openSearchEngine({ settings, objects, cacheDir, name: store.name }),
    digests: openDigests(table, objects),
    sources: openSources(table),
    tasks: store.tasks(way),
    secret: openSecret(table),
    signUps: openSignUps(table),
    archive: openArchive(objects, records, { bare: base, table }),
    backups: openBackups(objects, base),
    tokens: openTokens(table),
    counts: openCounts(table),
    deadLetters: store.deadLetters(table),
    ...opt({ stack: store.stack, room: store.room }),
    webhooks: openWebhooks(table, { settings, now, ...secrets }),
    machine: openMachine(table, { settings, now, trouble: choices.machineTrouble ?? (() => {}), ...secrets }),
  };
}

export async function openDeployed(choices: Choices = {}, environment: Environment = readEnvironment(process.env)): Promise<Context> {
  const { openAwsStore } = await import('../shared/store/aws/store.ts');
  return openContext(openAwsStore(environment), choices);
}
