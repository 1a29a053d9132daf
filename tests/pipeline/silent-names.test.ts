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

/** When the list of each host was asked for, in ms after the round began; the hosts are asked as `run` and `start` do, of a name server on loopback. */
async function roundOf(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const askedAt = new Map<string, number>();
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end();
    askedAt.set(String(request.headers.host), performance.now());
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(list);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const nameServer = await openNameServer((name, kind) => (name.startsWith('silent') ? 'silence' : kind === 'A' ? ['93.184.216.34'] : []));
  const bench = await openBench();
  const extra = names.map((name) =>
    declaration(name, `${name}.gov.cn`, {
      every: 'hour',
      listing: { format: 'dated-links', url: `http://${name}.gov.cn/l/` },
      expect: { atLeast: 0, freshWithinDays: 90 },
    }),
  );
  try {
    return await bench.within({ now, config: bench.file('config.json', { sources: { only: names, extra } }) }, async (context) => {
      const web = openWeb(context.settings, context.now, {
        gapMs: 500,
        resolve: openNames({ servers: [nameServer.address], hostsFile: '/none' }),
        dial: (_options, _addresses, _tls, callback) => {
          const socket = connect(port, '127.0.0.1', () => callback(null, socket));
          return socket.on('error', (error) => callback(error, null));
        },
      });
      await schedule(context, names);
      const began = performance.now();
      const { concurrency } = pace.tasks;
      await bench.drain('tasks', (event) => collectBatch(event, { ...context, web }, (error) => expect(error).toBe(undefined)), {
        concurrency,
      });
      return new Map([...askedAt].map(([host, at]) => [host, at - began]));
    });
  } finally {
    nameServer.close();
    await bench.close();
  }
}

test('eight silent names among thirty hosts cost only their own sources', { timeout: 100_000 }, async () => {
  const good = Array.from({ length: 22 }, (_, n) => `good${n}`);
  const bad = Array.from({ length: 8 }, (_, n) => `silent${n}`);
  const alone = await roundOf(good);
  const beside = await roundOf([...bad, ...good]);
  expect(beside.size).toBe(good.length);
  const late = [...beside].filter(([host, at]) => at > Math.max(1_000, 1.5 * (alone.get(host) ?? 0)));
  expect(late).toEqual([]);
});
