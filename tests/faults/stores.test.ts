import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openContext } from '../../functions/open.ts';
import { readEnvironment } from '../../shared/model/configuration.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { openObjects } from '../../shared/store/aws/objects.ts';
import { openAwsStore } from '../../shared/store/aws/store.ts';
import { openBench } from '../support/bench.ts';
import { openAwsGround } from '../support/emulated/ground.ts';
import { declaration, type Notice, notices, siteOf } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';
import { openFaultyStores } from './faulty-stores.ts';
import { long, reported } from './report.ts';

test('an object that breaks off on its way is asked for again, and one that always does is an error', async () => {
  const asked: Record<string, number> = {};
  const server = createServer(({ url = '' }, response) => {
    asked[url] = (asked[url] ?? 0) + 1;
    const cut = asked[url] === 1 || url.includes('/always');
    response
      .writeHead(200, { 'content-length': '10', etag: '"1"' })
      .write('01234', () => (cut ? response.destroy() : response.end('56789')));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  const objects = openObjects({ client, bucket: 'b' });
  expect(Buffer.from((await objects.get('once'))?.bytes ?? []).toString()).toBe('0123456789');
  await expect(objects.get('always')).rejects.toThrow('aborted');
  expect(Object.values(asked)).toEqual([2, 3]);
});

const host = 'data.sample.example';
const [first] = notices as readonly [Notice, Notice, Notice];
const acts: readonly Notice[] = Array.from({ length: long ? 40 : 4 }, (_, n) => ({
  ...first,
  path: `/tz/202611/t20261110_${n}.html`,
  title: `国家数据局关于公共数据标注基地第${n + 1}批名单的通知`,
  number: `国数资源〔2026〕${700 + n}号`,
}));
const seeds = long ? [1, 2, 3, 4, 5] : [1];
const sum = { withoutEvidence: 0, lost: 0, doubled: 0, unnamed: 0, faults: 0 };

/** A step that a service starts again when it failed, as a schedule or a queue does. */
async function again(step: () => Promise<unknown>): Promise<void> {
  for (let left = 8; ; left -= 1) {
    try {
      await step();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

test.each(seeds)('seed %i: a fifth of all requests to the stores goes wrong, and the record does not', async (seed) => {
  const bench = await openBench(undefined, { groundOf: openAwsGround });
  const stores = await openFaultyStores({ ...process.env } as Record<string, string>, seed);
  try {
    const config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
    const replay = [writeWarcFile(join(bench.folder, 'site.warc.gz'), siteOf(host, acts))];
    const within = async (day: string, work: (context: Context) => Promise<void>): Promise<void> => {
      Object.assign(process.env, stores.environment);
      const choices = { now: `2026-11-${day}T09:00:00+08:00`, config, replay, cacheDir: join(bench.data, 'cache') };
      const reader = await bench.within(choices, async (context) => context.reader);
      await work({ ...(await openContext(openAwsStore(readEnvironment(process.env)), choices)), reader });
    };
    const round = async (context: Context): Promise<void> => {
      await again(() => schedule(context));
      await bench.drain('tasks', (event) => collectBatch(event, context, () => {}), { concurrency: 2 });
      await again(() => updateIndex(context));
    };
    stores.rate = 0.2;
    await within('13', round);
    stores.rate = 0;
    sum.faults += Object.values(stores.counts).reduce((total, count) => total + count, 0);
    // What is visible before anything is mended has its evidence.
    const { items, objects } = await bench.stored();
    const heads = [...items].filter(([key]) => / HEAD$/.test(key)).map(([, item]) => JSON.stringify(item.value));
    const named = (words: string): readonly string[] => words.match(/evidence\/sha256\/[\da-f]{64}/g) ?? [];
    sum.withoutEvidence += heads.filter((head) => named(head).length === 0 || named(head).some((key) => !objects.has(key))).length;
    // Days on, without faults, as every installation goes on.
    await within('16', round);
    const documents = (await bench.exported({ now: '2026-11-16T09:00:00+08:00', config }))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as ShownDocument);
    sum.lost += acts.filter(({ number }) => !documents.some((each) => each.number === number)).length;
    const revisions = documents.flatMap((each) => each.revisions.filter(({ by }) => by === 'publisher'));
    sum.doubled += Math.max(0, documents.length - acts.length) + Math.max(0, revisions.length - documents.length);
    const { findings } = await bench.within({ now: '2026-11-16T09:00:00+08:00', config }, verify);
    expect(findings.filter(({ kind }) => kind !== 'orphan')).toEqual([]);
    const left = await bench.stored();
    const all = JSON.stringify([...left.items.values()]);
    const loose = [...left.objects.keys()].filter(
      (key) => /^(?:text\/|evidence\/.*\.json$)/.test(key) && !all.includes(key.replace(/^text\/sha256\//, '')),
    );
    sum.unnamed += loose.filter((key) => key.startsWith('text/') && !findings.some((each) => each.key === key)).length;
  } finally {
    await stores.close();
    await bench.close();
  }
});

afterAll(() => {
  console.log(JSON.stringify(sum));
  reported(19, sum);
});
