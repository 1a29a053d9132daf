import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuOf, measured, succeeded } from './child.ts';
import type { Cost } from './measure.ts';

/** Miniflux as the peer of feeds, with a PostgreSQL of its own below a temporary folder, asked through a socket file: no port is opened. */

type Polled = Cost & {
  /** Entries that this poll stored; and the milliseconds from its begin to the last of them. */
  readonly stored: number;
  readonly foundMs: number;
};
export type Miniflux = {
  /** Every feed is due, as after an hour. With `none` of them due it is the start alone. */
  poll(due?: 'none'): Promise<Polled>;
  close(): Promise<void>;
};

const debian = '/usr/lib/postgresql';
/** Debian keeps the server of each version in a folder of its own; the newest is taken. */
const serverOf = (): string | undefined =>
  existsSync(debian)
    ? readdirSync(debian)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
        .find((bin) => existsSync(join(bin, 'initdb')))
    : undefined;

const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
const userOf = (): { readonly uid?: number; readonly gid?: number } =>
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/** Starts a server of its own in a folder and waits until it answers. */
async function startServer(bin: string, folder: string) {
  const user = userOf();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  await succeeded([join(bin, 'initdb'), '-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8'], {
    ...user,
    cwd: folder,
  });
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
    ...user,
    cwd: folder,
    stdio: 'ignore',
  });
  const ended = once(server, 'exit');
  for (let tries = 0; (await measured([join(bin, 'pg_isready'), '-q', '-h', folder])).status !== 0; tries += 1) {
    if (tries === 100 || server.exitCode !== null) throw new Error('PostgreSQL does not answer');
    await sleep(100);
  }
  const close = async (): Promise<void> => {
    // Its fast way to end: whoever is connected is cut off.
    server.kill('SIGINT');
    await ended;
  };
  return { cpu: () => cpuOf(server.pid ?? 0), close };
}

/** Whether Miniflux and PostgreSQL are here (Debian: miniflux, postgresql). */
export async function hasMiniflux(): Promise<boolean> {
  const { status } = await measured(['miniflux', '-version']).catch(() => ({ status: 1 }));
  return status === 0 && serverOf() !== undefined;
}

/** Opens an instance with these feeds, which fetches the page of each new entry too. Undefined where it is not installed. */
export async function openMiniflux(feeds: readonly string[]): Promise<Miniflux> {
  const bin = serverOf() ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'miniflux-'));
  const server = await startServer(bin, folder);
  const query = async (text: string, database = 'miniflux'): Promise<string> =>
    (
      await succeeded([join(bin, 'psql'), '-h', folder, '-U', 'postgres', '-d', database, '-v', 'ON_ERROR_STOP=1', '-qtAc', text])
    ).stdout.trim();
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: `host=${folder} user=postgres dbname=miniflux sslmode=disable`,
    // Later versions ask no address of a private network unless they are told to.
    FETCHER_ALLOW_PRIVATE_NETWORKS: '1',
    BATCH_SIZE: String(feeds.length),
    LOG_LEVEL: 'error',
  };
  await query('create database miniflux', 'postgres');
  await query('create extension hstore');
  await succeeded(['miniflux', '-migrate'], { env });
  await query(`insert into users (username) values ('bench'); insert into categories (user_id, title) values (1, 'All')`);
  for (const feed of feeds)
    await query(`insert into feeds (user_id, category_id, title, feed_url, site_url, crawler) values (1, 1, 'feed', '${feed}', '', true)`);
  return {
    async poll(due) {
      await query(`update feeds set next_check_at = now() + interval '${due === 'none' ? '1 hour' : '-1 minute'}'`);
      const before = Number(await query('select coalesce(max(id), 0) from entries'));
      const [cpu, begun] = [server.cpu(), Date.now()];
      const { cpuMs, ms } = await succeeded(['miniflux', '-refresh-feeds'], { env });
      const ended = server.cpu();
      const found = await query(
        `select count(*), coalesce(extract(epoch from max(created_at)) * 1000, 0) from entries where id > ${before}`,
      );
      const [stored = 0, at = 0] = found.split('|').map(Number);
      return { stored, foundMs: stored > 0 ? at - begun : 0, cpuMs: cpuMs + ended - cpu, ms };
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
