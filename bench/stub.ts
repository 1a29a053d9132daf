import { openGround } from '../shared/adapters/ground.ts';
import { openReader } from '../shared/adapters/reader.ts';
import { openCollect } from '../shared/adapters/roots/collect.ts';
import { openSchema } from '../shared/adapters/schema.ts';
import { openTable } from '../shared/adapters/table.ts';
import { askTable } from '../shared/adapters/table-asking.ts';
import type { RunNote } from '../shared/model/run.ts';
import { schemaVersion } from '../shared/model/schema.ts';
import { schedule } from '../shared/pipeline/collect/schedule.ts';
import { collectBatch } from '../shared/pipeline/collect-batch.ts';
import { sqsEvent } from '../tests/support/lambda-events.ts';
import { now } from './site-sources.ts';
import { openStubs } from './stub-stores.ts';

/** The pipeline of a page, from the schedule to its last mark, with stores that answer at once: our code and the SDK without AWS. */

const environment = {
  RECORD_TABLE: 'record',
  EVIDENCE_BUCKET: 'evidence',
  TASK_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/tasks.fifo',
  MAIL_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/mail.fifo',
};
/** As the function takes them from its queue. */
const batchSize = 5;

/** One round, with the settings beside this file; hosts are worked off side by side, each batch of a host after the other. */
export async function toStubs(): Promise<object> {
  Object.assign(process.env, { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' });
  const { sending, calls } = openStubs();
  const notes: RunNote[] = [];
  // A store that this version began.
  await openSchema(openTable(askTable(), environment.RECORD_TABLE)).stamp(schemaVersion, now);
  const ground = await openGround(environment, { now, elsewhere: false, note: (note) => void notes.push(note) });
  const context = { ...openCollect(ground, () => {}), reader: openReader({ threads: 1 }) };
  const { base } = ground;
  await schedule({ ...base, ...context });
  const before = calls();
  const failures: string[] = [];
  const workHost = async (group: string): Promise<void> => {
    for (let waiting = sending.get(group) ?? []; waiting.length > 0; waiting = sending.get(group) ?? []) {
      sending.set(group, waiting.slice(batchSize));
      await collectBatch(sqsEvent(waiting.slice(0, batchSize), { group }), context, (error) => void failures.push(String(error)));
    }
  };
  await Promise.all([...sending.keys()].map(workHost));
  await context.reader.close();
  if (failures.length > 0) throw new Error([...new Set(failures)].slice(0, 3).join('\n'));
  const stored = notes.filter(({ saved }) => saved === 'new').length;
  return {
    docs: stored,
    new: stored,
    changed: 0,
    callsADocument: (calls() - before) / stored,
  };
}
