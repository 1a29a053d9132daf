import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Choices, openContext } from '../../functions/open.ts';
import { openReader } from '../../functions/reading-threads.ts';
import type { Context, OwnQueue } from '../../shared/model/ports.ts';
import type { Task } from '../../shared/model/task.ts';
import { collectBatch, collectElsewhere } from '../../shared/pipeline/collect/collect.ts';
import { schedule } from '../../shared/pipeline/collect/schedule.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { openOwnQueue } from '../../shared/store/aws/queues.ts';
import { newFolder } from '../support/bench.ts';
import { type AwsGround, awsGroundOf } from '../support/emulated/ground.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';

const folder = newFolder();
const reader = openReader();
let ground: AwsGround;
let site: { readonly asked: string[]; held: ServerResponse[]; holds: boolean; close(): void };
const [first, second] = notices;

async function openSite() {
  const pages = new Map(notices.map((notice) => [notice.path, article(notice)]));
  const made = { asked: [] as string[], held: [] as ServerResponse[], holds: false };
  const server = createServer(({ url = '/' }, response) => {
    made.asked.push(url);
    if (made.holds && url.endsWith('.html')) return void made.held.push(response);
    const body = url === '/tz/index.html' ? listing(notices.slice(0, 2)) : pages.get(url);
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pair = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = join(folder, 'home.json');
  const content = {
    sources: { only: ['site'], extra: [declaration('site', 'site.example')], egress: { site: 'home' } },
    egress: { home: { collector: true } },
    fetch: { allow: [pair], hosts: { 'site.example': pair } },
  };
  writeFileSync(config, JSON.stringify(content));
  return { site: Object.assign(made, { close: () => void server.close() }), config };
}

const at = (day: number, hour = 8): string => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00+08:00`;
let config: string;
const context = async (now: string, choices: Choices = {}): Promise<Context> => ({
  ...(await openContext(ground.store, { config, now, cacheDir: join(folder, 'cache'), ...choices })),
  reader,
});
const own = () => openOwnQueue(String(process.env['COLLECTOR_QUEUE_URL_HOME']));
const refuse = (error: unknown): never => {
  throw error;
};

beforeAll(async () => {
  ({ site, config } = await openSite());
  ground = await awsGroundOf(config);
});
afterAll(async () => {
  await reader.close();
  await ground.close();
  site.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a source that a collector collects', () => {
  test('a laptop is itself: it collects the source, and sends nothing to a queue that nobody reads', async () => {
    const here = await context(at(25));
    expect(here.collectors.names).toEqual([]);
    expect((await schedule(here)).claimed).toEqual(['site']);
    expect(await own().waiting()).toBe(0);
    expect(await ground.drain('tasks', (event) => collectBatch(event, here, refuse))).toEqual({ done: 3, failed: 0 });
    expect(await alarms(here)).toEqual([]);
  });

  test('deployed, its tasks go to the collector, one of each list; what lies in the other queue is sent on and not done', async () => {
    const asked = site.asked.length;
    expect((await schedule(await context(at(26), { elsewhere: true }))).claimed).toEqual(['site']);
    expect((await schedule(await context(at(27), { elsewhere: true }))).claimed).toEqual([]);
    expect(await own().waiting()).toBe(1);
    const stray: Task = { kind: 'page', id: 'stray', sourceId: 'site', url: `http://site.example${second?.path}` };
    await (await context(at(27))).tasks.send([stray]);
    const deployed = await context(at(27), { elsewhere: true });
    expect(await ground.drain('tasks', (event) => collectBatch(event, deployed, refuse))).toEqual({ done: 1, failed: 0 });
    expect([await own().waiting(), site.asked.length]).toEqual([2, asked]);
  });

  test('its silence is one alarm with the sources that wait, and one cause in the digest', async () => {
    const later = await context(at(29), { elsewhere: true });
    const found = await alarms(later);
    expect(found.filter(({ source }) => source !== undefined)).toEqual([]);
    expect(found.find(({ subject }) => subject === 'collector home')).toMatchObject({
      state: 'silent',
      detail: expect.stringContaining('1 source: site'),
      remedy: expect.stringContaining('hongtou collect --stack NAME --egress home'),
    });
    const { unseen } = await composeWeek('2026-W48', later);
    expect(unseen).toMatchObject([{ sourceId: 'site', way: { collector: 'home' } }]);
    await later.collectors.beat('home', { at: at(29), startedAt: at(29), done: 0 });
    expect((await alarms(later)).map(({ subject, source }) => subject ?? source)).toEqual([]);
  });

  test('Ctrl-C ends after what is under way, and gives the rest back at once; a queue that is not reached is tried again', async () => {
    const collector = await context(at(29), { elsewhere: true, collector: 'home' });
    const urls = [first, second].map((notice) => `http://site.example${notice?.path}?again`);
    const sent: readonly Task[] = urls.map((url) => ({ kind: 'page', id: url, sourceId: 'site', url }));
    await collector.tasks.send(sent);
    // The network is away for one request.
    let away = 1;
    const real = own();
    const receive: OwnQueue['receive'] = (...asked) => {
      away -= 1;
      return away === 0 ? Promise.reject(new Error('connect ECONNREFUSED')) : real.receive(...asked);
    };
    const queue = { ...real, receive };
    site.holds = true;
    const stop = new AbortController();
    let lost = 0;
    const working = collectElsewhere(queue, collector, {
      name: 'home',
      once: false,
      signal: stop.signal,
      failed: refuse,
      done: () => {},
      lost: () => {
        lost += 1;
      },
    });
    await expect.poll(() => site.held.length, { timeout: 300_000, interval: 20 }).toBe(1);
    stop.abort();
    site.holds = false;
    for (const response of site.held) response.writeHead(404).end();
    const { done, failed } = await working;
    expect([lost, done, failed]).toEqual([1, 1, 0]);
    // Four were there: the list, the stray page and these two; one was under way.
    expect(await own().waiting()).toBe(3);
    expect((await own().receive(5, 0)).length).toBeGreaterThan(0);
    expect(await collector.collectors.seen('home')).toMatchObject({ done: 1 });
  });
});
