import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetterQueue, DeadLetters, DeadMessage, HeldMessage } from '../../model/alarm.ts';
import { isForAll } from '../../model/errors.ts';
import type { Batch, BatchAnswer, Hide, QueueMessage, Tasks } from '../../model/ports.ts';
import { failureKey } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { openSending } from '../sending.ts';
import { explainIn, type Table } from '../table.ts';
import { assertSound, checksum, type Database, type Row, releasing } from './database.ts';

export type QueueName = 'tasks' | 'mail';
/** A consumer of a queue, as Lambda calls it: the messages that it names failed, all when it throws. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that reports nothing has failed at nothing
export type QueueHandler = (batch: Batch) => Promise<BatchAnswer | undefined | void>;
export type WorkedCounts = { readonly done: number; readonly failed: number };

type WorkOptions = {
  readonly concurrency: number;
  readonly batchSize: number;
  readonly untilEmpty: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (worked: WorkedCounts) => void;
  readonly log: (line: string) => void;
};

export type Queues = {
  readonly tasks: Tasks;
  deadLetters(table: Table): DeadLetters;
  enter(queue: QueueName, messages: readonly Outgoing[]): void;
  work(queue: QueueName, handler: QueueHandler, options: WorkOptions): Promise<WorkedCounts>;
};

export type Outgoing = { readonly group: string; readonly id: string; readonly body: string; readonly redrives?: number };

/** SQS takes a message of the same id once in five minutes. */
const sameIdMs = 300_000;
const mostTries = 5;
/** None is hidden for longer: what seems to be was hidden before the clock of the machine was put back. */
const mostHiddenMs = 3_600_000;
/** A failed message comes again after so long, unless its handler said when. */
const retryMs = 30_000;
const hiddenMs = 60_000;

const deadOf = (queue: string): string => `${queue}-dead`;
/**
 * Of what was sent alone. What changes with each try would need a new checksum each time, and damage to it loses nothing: `queue`,
 * `visible` and `holder` stand in indexes too, which a look at the whole file compares; with another number of tries a message comes more
 * often, or is a dead letter sooner, which is told.
 */
const crcOf = (group: string, id: string, body: string): number => checksum([group, id, body]);

/**
 * The queues on SQLite: what FIFO queues of SQS do. While a message of a group is hidden, or has a holder, no other one of it is given out.
 */
export function openSqliteQueues(db: Database): Queues {
  const insert = (queue: string, messages: readonly Outgoing[]): void =>
    db.together(() => {
      const now = Date.now();
      // A clock that was put back would refuse them until it is there again.
      db.run('DELETE FROM sent WHERE at < ? OR at > ?', now - sameIdMs, now);
      for (const { group, id, body, redrives = 0 } of messages) {
        if (db.run('INSERT OR IGNORE INTO sent VALUES (?, ?, ?)', queue, id, now) === 0) continue;
        const row = [queue, group, id, body, now, 0, 0, null, redrives, crcOf(group, id, body)];
        db.run('INSERT INTO message VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...row);
      }
    });
  const hide: Hide = async (messages, seconds) =>
    db.together(() => {
      for (const { receiptHandle } of messages)
        db.run('UPDATE message SET visible = ? WHERE n = ?', Date.now() + seconds * 1000, Number(receiptHandle));
    });
  return {
    tasks: {
      hide,
      hideMail: hide,
      ...openSending(async (queue, messages) =>
        insert(
          queue,
          messages.map((message) => ({ ...message, body: JSON.stringify(message.body) })),
        ),
      ),
    },
    enter: insert,
    work: (queue, handler, options) => work(db, queue, handler, options),
    deadLetters: (table) => deadLetters(db, table, insert),
  };
}

/** What this process works on, by folder and number: what it holds beside that could not be settled, since the disk was full. */
const busy = new Set<string>();
const busyKey = (db: Database, n: unknown): string => `${db.folder} ${n}`;

function releaseTaken(db: Database): void {
  const taken = db.all('SELECT n, holder FROM message WHERE holder IS NOT NULL');
  for (const number of new Set(taken.map(({ holder }) => Number(holder)))) db.here.whenEnded(number, () => void db.run(releasing, number));
  for (const { n, holder } of taken) {
    if (holder === db.here.number && !busy.has(busyKey(db, n)))
      db.run('UPDATE message SET visible = 0, tries = tries - 1, holder = NULL WHERE n = ?', Number(n));
  }
}

/** The first messages of the first group that is free; what was tried too often goes to the dead letters. */
function take(db: Database, queue: QueueName, most: number): Row[] {
  return db.together(() => {
    releaseTaken(db);
    const now = Date.now();
    db.run(
      'UPDATE message SET queue = ?, visible = 0, tries = 0 WHERE queue = ? AND visible <= ? AND tries >= ? AND holder IS NULL',
      deadOf(queue),
      queue,
      now,
      mostTries,
    );
    const first = db.get(
      `SELECT grp, tries FROM message WHERE queue = ? AND grp NOT IN (
        SELECT grp FROM message WHERE queue = ? AND visible > ? AND visible < ?
        UNION ALL SELECT grp FROM message WHERE queue = ? AND holder IS NOT NULL) ORDER BY n LIMIT 1`,
      ...[queue, queue, now, now + mostHiddenMs, queue],
    );
    if (!first) return [];
    // What was tried before comes alone: should it end this process again, that is no try of its neighbours.
    const some = Number(first['tries']) > 0 ? 1 : most;
    const taken = db.all('SELECT * FROM message WHERE queue = ? AND grp = ? ORDER BY n LIMIT ?', queue, String(first['grp']), some);
    for (const { n } of taken) db.run('UPDATE message SET tries = tries + 1, holder = ? WHERE n = ?', db.here.number, Number(n));
    return taken.map((row) => ({ ...row, tries: Number(row['tries']) + 1 }));
  });
}

function isSound(db: Database, row: Row, log: (line: string) => void): boolean {
  try {
    assertSound(`message ${row['n']} of ${row['queue']}`, row, crcOf(String(row['grp']), String(row['id']), String(row['body'])));
    return true;
  } catch (error) {
    log(String(error));
    db.run('UPDATE message SET queue = ?, visible = 0, holder = NULL WHERE n = ?', deadOf(String(row['queue'])), Number(row['n']));
    return false;
  }
}

const messageOf = ({ n, body, tries, grp }: Row): QueueMessage => ({
  messageId: String(n),
  receiptHandle: String(n),
  body: String(body),
  attributes: { ApproximateReceiveCount: String(tries), MessageGroupId: String(grp) },
});

async function handle(
  messages: readonly QueueMessage[],
  queue: QueueName,
  handler: QueueHandler,
  log: WorkOptions['log'],
): Promise<Set<string>> {
  try {
    const answer = await handler({ Records: messages });
    return new Set((answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  } catch (error) {
    if (isForAll(error)) throw error;
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log(`${queue}: ${messages.map(({ messageId }) => messageId).join(', ')} failed: ${said}`);
    return new Set(messages.map(({ messageId }) => messageId));
  }
}

function settle(db: Database, rows: readonly Row[], failed: ReadonlySet<string>): void {
  db.together(() => {
    for (const { n, visible } of rows) {
      const id = Number(n);
      if (!failed.has(String(n))) db.run('DELETE FROM message WHERE n = ?', id);
      else {
        const again = Date.now() + retryMs;
        db.run('UPDATE message SET holder = NULL, visible = iif(visible = ?, ?, visible) WHERE n = ?', Number(visible), again, id);
      }
    }
  });
}

async function work(db: Database, queue: QueueName, handler: QueueHandler, options: WorkOptions): Promise<WorkedCounts> {
  const { concurrency, batchSize, untilEmpty, signal, onProgress, log } = options;
  const active = new Set<Promise<void>>();
  let [done, failures] = [0, 0];
  const workOn = async (rows: readonly Row[]): Promise<void> => {
    const sound = rows.filter((row) => isSound(db, row, log));
    const failed = sound.length === 0 ? new Set<string>() : await handle(sound.map(messageOf), queue, handler, log);
    settle(db, sound, failed);
    failures += failed.size;
    done += sound.length - failed.size;
    onProgress?.({ done, failed: failures });
  };
  try {
    while (!signal?.aborted) {
      const rows = active.size < concurrency ? take(db, queue, batchSize) : [];
      if (rows.length > 0) {
        const keys = rows.map(({ n }) => busyKey(db, n));
        for (const key of keys) busy.add(key);
        const working = workOn(rows).finally(() => {
          active.delete(working);
          for (const key of keys) busy.delete(key);
        });
        active.add(working);
        continue;
      }
      if (active.size > 0) await Promise.race([...active, sleep(50)]);
      else if (untilEmpty && !db.get('SELECT 1 FROM message WHERE queue = ? LIMIT 1', queue)) break;
      else await sleep(untilEmpty ? 50 : 250);
    }
    await Promise.all(active);
  } finally {
    // Whatever ended this, nothing that is under way is left alone with its errors.
    await Promise.allSettled(active);
  }
  return { done, failed: failures };
}

function deadLetters(db: Database, table: Table, insert: (queue: string, messages: readonly Outgoing[]) => void): DeadLetters {
  const count = async (queue: string): Promise<number> => Number(db.get('SELECT count(*) AS n FROM message WHERE queue = ?', queue)?.['n']);
  const found = async (queue: DeadLetterQueue, most: number): Promise<readonly HeldMessage[]> => {
    const rows = db.all('SELECT * FROM message WHERE queue = ? AND visible <= ? ORDER BY n LIMIT ?', deadOf(queue), Date.now(), most);
    const reasons = await table.getMany(rows.map(({ n }) => failureKey(String(n))));
    return rows.map((row, at) => ({
      queue,
      id: String(row['n']),
      body: String(row['body']),
      at: new Date(Number(row['sent'])).toISOString(),
      redrives: Number(row['redrives']),
      ...opt('reason', (reasons[at] as { readonly reason?: string } | undefined)?.reason),
      held: row,
    }));
  };
  return {
    queues: async () => ['tasks', 'mail'],
    count: (queue) => count(deadOf(queue)),
    waiting: count,
    peek: async (queue, most) => (await found(queue, Math.min(10, most))).map(({ held: _, ...message }): DeadMessage => message),
    async hold(queue) {
      const messages = await found(queue, 10);
      for (const { id } of messages) db.run('UPDATE message SET visible = ? WHERE n = ?', Date.now() + hiddenMs, Number(id));
      return messages;
    },
    async resend(messages) {
      for (const { queue, id, body, redrives, held } of messages)
        insert(queue, [{ group: String((held as Row)['grp']), id: `redrive-${id}`, body, redrives: redrives + 1 }]);
      return messages;
    },
    async remove(messages) {
      db.together(() => {
        for (const { id } of messages) db.run('DELETE FROM message WHERE n = ?', Number(id));
      });
    },
    explain: explainIn(table),
  };
}
