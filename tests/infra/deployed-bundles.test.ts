import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { QueueHandler } from '../../infra/local.ts';
import type { FunctionName } from '../../infra/names.ts';
import { addSubscriber, confirmSubscriber, subscriberOf } from '../../shared/pipeline/mail/subscribers.ts';
import { openBench } from '../support/bench.ts';
import { bounceBody, schedulerEvent, sqsEvent, webEvent } from '../support/lambda-events.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { folder } from './support/folder.ts';
import { bundleOf, synthesise } from './support/lambda.ts';

/** A site with three notices, and a configuration that reads it alone. */
async function site(): Promise<object> {
  const pages = new Map(notices.map((notice) => [notice.path, article(notice)]));
  const server = createServer(({ url = '/' }, response) => {
    const body = url === '/tz/index.html' ? listing(notices) : pages.get(url);
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    sources: { only: ['site'], extra: [declaration('site', 'site.example')] },
    fetch: { allow: [address], hosts: { 'site.example': address } },
  };
}

const address = 'reader@example.org';
const askWith = (token: string) => webEvent('/api/v1/documents', { headers: { authorization: `Bearer ${token}` } });

test('the bundles that are deployed take a page from the schedule to the mail, within their memory and time', async () => {
  const built = await synthesise(folder());
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const config = bench.file('config.json', await site());
  const bundle = (name: FunctionName) => bundleOf(built, name, { ...bench.local.environment, BASE_URL: 'https://hongtou.example' }, config);
  const of = async (name: FunctionName, event: unknown = schedulerEvent(name)): Promise<unknown> => (await bundle(name))(event);

  await of('schedule');
  const [collect, deliver] = [await bundle('collect'), await bundle('deliver')];
  expect(await bench.local.drain('tasks', collect as QueueHandler, { concurrency: 2 })).toEqual({ done: 4, failed: 0 });
  await of('index');
  await of('watch');

  const token = 'ht_test';
  await bench.within({}, async (context) => {
    const since = context.now().toISOString();
    await context.tokens.put({ hash: createHash('sha256').update(token).digest('hex'), name: 'test', since });
  });
  // The functions have the real clock: whoever confirmed eight days ago has had one weekly moment since.
  await bench.within({ now: new Date(Date.now() - 8 * 86_400_000).toISOString() }, async (context) =>
    confirmSubscriber(await addSubscriber(address, context), context),
  );
  const api = await bundle('api');
  expect(await api(webEvent('/api/v1/documents'))).toMatchObject({ statusCode: 401 });
  const { statusCode, body } = (await api(askWith(token))) as { statusCode: number; body: string };
  expect([
    statusCode,
    JSON.parse(body)
      .items.map(({ number }: { number?: string }) => number)
      .sort(),
  ]).toEqual([200, [notices[0]?.number, notices[1]?.number].sort()]);

  await of('digest');
  expect(await bench.local.drain('mail', deliver as QueueHandler)).toEqual({ done: 1, failed: 0 });
  expect(readdirSync(join(bench.data, 'mail')).filter((name) => name.endsWith('.eml'))).toHaveLength(1);
  expect(await of('feedback', sqsEvent([bounceBody(address)], { queue: 'Feedback' }))).toEqual({ batchItemFailures: [] });
  await bench.within({}, async (context) => expect(await subscriberOf(address, context)).toMatchObject({ state: 'suppressed' }));

  const broken = sqsEvent(['{"not": "a task"}'], { queue: 'Tasks.fifo', group: 'site.example' });
  expect(await collect(broken)).toEqual({ batchItemFailures: [{ itemIdentifier: broken.Records[0]?.messageId }] });
});
