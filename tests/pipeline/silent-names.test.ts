import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { pace } from '../../functions/laptop.ts';
import { openNames } from '../../shared/net/guard.ts';
import { openWeb } from '../../shared/net/web.ts';
import { collectBatch } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { openBench } from '../support/bench.ts';
import { openNameServer } from '../support/name-server.ts';
import { declaration, listing } from '../support/pages.ts';

const now = '2026-11-11T09:00:00+08:00';
const list = listing([]).replace('</ul>', '</ul><p>暂无数据</p><a href="/map/">网站地图</a><a href="/help/">帮助</a>');

/**
 * How many of the hosts with an address had been asked for their list when the first of the silent ones was given up, which they are once
 * all others were asked. The hosts are asked as `run` and `start` do, of a name server on loopback.
 */
async function roundOf(good: readonly string[], silent: readonly string[]): Promise<number> {
  const asked = new Set<string>();
  const all = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    if (asked.add(String(request.headers.host)).size === good.length) all.resolve();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(list);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const late = all.promise.then(() => 3);
  const nameServer = await openNameServer((name, kind) => (name.startsWith('silent') ? late : kind === 'A' ? ['93.184.216.34'] : []));
  const names = openNames({ servers: [nameServer.address], hostsFile: '/none', limitMs: 3_600_000 });
  const ends: number[] = [];
  const bench = await openBench();
  const extra = [...silent, ...good].map((name) =>
    declaration(name, `${name}.gov.cn`, {
      every: 'hour',
      listing: { format: 'dated-links', url: `http://${name}.gov.cn/l/` },
      expect: { atLeast: 0, freshWithinDays: 90 },
    }),
  );
  const only = extra.map(({ id }) => id);
  try {
    return await bench.within({ now, config: bench.file('config.json', { sources: { only, extra } }) }, async (context) => {
      const web = openWeb(context.settings, context.now, {
        gapMs: 50,
        deadlineMs: 600_000,
        resolve: (name, signal) => names(name, signal).finally(() => void (name.startsWith('silent') && ends.push(asked.size))),
        dial: (_options, _addresses, _tls, callback) => {
          const socket = connect(port, '127.0.0.1', () => callback(null, socket));
          return socket.on('error', (error) => callback(error, null));
        },
      });
      await schedule(context, only);
      const { concurrency } = pace.tasks;
      await bench.drain('tasks', (event) => collectBatch(event, { ...context, web }, (error) => expect(error).toBe(undefined)), {
        concurrency,
      });
      return ends[0] ?? 0;
    });
  } finally {
    nameServer.close();
    await bench.close();
  }
}

test('eight silent names among thirty hosts keep no other waiting', async () => {
  const good = Array.from({ length: 22 }, (_, n) => `good${n}`);
  const bad = Array.from({ length: 8 }, (_, n) => `silent${n}`);
  expect(await roundOf(good, bad)).toBe(good.length);
});
