import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { round } from '../../bench/measure.ts';
import { detailPage } from '../../bench/pages.ts';
import type { Context, MailTask, Web } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import type { Task } from '../../shared/model/task.ts';
import { addDays } from '../../shared/model/time.ts';
import { type Bill, type Meter, openMeter } from './aws-calls.ts';
import type { Bench as Instance } from './bench.ts';
import { declaration } from './pages.ts';

/** Requests to sites, and to AWS, of one unit of work. */
type Unit = { readonly requests: number; readonly asked?: number } & Partial<Bill>;

export const host = 'www.hewan.example';
export const entries = 20;
const kb = 62;
/** A day counted from the first of November 2026. */
export const at = (day: number, time = '09:00'): string => `${addDays('2026-11-01', day - 1)}T${time}:00+08:00`;
export const pathOf = (n: number): string => `/tz/202611/t${20261100 + n}_${n}.html`;

/** Every third page is about the field. */
export const isOn = (n: number): boolean => n % 3 === 0;
const subject = '<p>一、支持人工智能大模型训练和智能算力中心建设，推进生成式人工智能服务备案，人工智能企业应当建立算法安全评估制度。</p>';
export const pageOf = (n: number): string => {
  const page = detailPage(kb, n).replace(/<p>附件：.{0,200}?<\/p>/, '');
  return isOn(n) ? page.replaceAll('若干措施的通知', '支持人工智能发展若干措施的通知').replace('<p>各县', `${subject}<p>各县`) : page;
};
export const listOf = (ids: readonly number[], frame = ''): string =>
  `<html><head><title>通知公告</title></head><body>${frame}<ul>${ids
    .map((n) => `<li><a href="${pathOf(n)}">河湾市第${n}号文件</a><span>2026-11-${String(1 + (n % 9)).padStart(2, '0')}</span></li>`)
    .join('')}</ul></body></html>`;

/** A site whose answers change; `tagged` ones bear an ETag. */
async function openSite() {
  const pages = new Map<string, string>();
  const tagged = new Set<string>();
  const server = createServer(({ url = '/', headers }, response) => {
    const body = pages.get(url);
    const etag = body && tagged.has(url) ? { etag: `"${createHash('md5').update(body).digest('hex')}"` } : {};
    const same = etag.etag !== undefined && headers['if-none-match'] === etag.etag;
    response.writeHead(body ? (same ? 304 : 200) : 404, { 'content-type': 'text/html; charset=utf-8', ...etag });
    response.end(same ? '' : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { pages, tagged, close, fetch: { allow: [address], hosts: { [host]: address } } };
}
type Site = Awaited<ReturnType<typeof openSite>>;

export const list = '/tz/index.html';
export const firstIds = Array.from({ length: entries }, (_, n) => n + 1);

export type Scene = {
  readonly bench: Instance;
  readonly meter: Meter;
  readonly site: Site;
  /** With one source, which is read; and with all built-in sources, none of which is. */
  readonly one: string;
  readonly all: string;
  readonly units: Record<string, Unit>;
  web?: Web;
};

/** A share of a bill, without what is nothing. `asked`: all requests to AWS. */
export function shareOf({ calls, ...sums }: Bill, of: number): Partial<Bill> & { readonly asked: number } {
  const divided = (counts: Readonly<Record<string, number>>): Record<string, number> =>
    Object.fromEntries(Object.entries(counts).flatMap(([name, value]) => (value === 0 ? [] : [[name, round(value / of)]])));
  const asked = round(Object.values(calls).reduce((sum, n) => sum + n, 0) / of);
  return { asked, ...divided(sums), calls: divided(calls) };
}

export type Asked = { readonly name: string; readonly now: string; readonly config?: string; readonly of?: number };

/** Counts what the work costs after its context is open, as in a function that is warm; `of`: how many units it does. */
export async function count<T>(
  scene: Scene,
  { name, now, config = scene.one, of = 1 }: Asked,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const notes: RunNote[] = [];
  return scene.bench.within({ now, config, note: (note) => void notes.push(note) }, async (context) => {
    scene.web ??= context.web;
    const { web } = scene;
    const { bill, result } = await scene.meter.billed(() => work({ ...context, web, notices: { send: async () => {} } }));
    const requests = notes.reduce((sum, note) => sum + note.requests, 0);
    scene.units[name] = { requests: round(requests / of), ...shareOf(bill, of) };
    return result;
  });
}

/** The same context, whose tasks are caught as they are sent. */
export function catching(context: Context): { readonly context: Context; readonly sent: Task[]; readonly mails: MailTask[] } {
  const [sent, mails]: [Task[], MailTask[]] = [[], []];
  const tasks = {
    ...context.tasks,
    // What a batch hides is counted with its queue: messages of the bench were never received.
    hide: async () => {},
    hideMail: async () => {},
    async send(some: readonly Task[]) {
      sent.push(...some);
      await context.tasks.send(some);
    },
    async sendMail(some: readonly MailTask[]) {
      mails.push(...some);
      await context.tasks.sendMail(some);
    },
  };
  return { context: { ...context, tasks }, sent, mails };
}

export const fail = (error: unknown): never => {
  throw error;
};

/** Opens the local instance, in a folder of its own or in one that is there, the site and the meter. */
export async function openScene(folder?: string): Promise<Scene> {
  const { openBench } = await import('./bench.ts');
  const { openAwsGround } = await import('./emulated/ground.ts');
  const [bench, site] = [await openBench(folder, { groundOf: openAwsGround }), await openSite()];
  site.pages.set(list, listOf(firstIds));
  for (const n of firstIds) site.pages.set(pathOf(n), pageOf(n));
  const extra = [declaration('hewan', host, { level: 'L5' })];
  const digest = { from: 'digest@example.org' };
  return {
    bench,
    site,
    meter: await openMeter(String(process.env['RECORD_TABLE'])),
    one: bench.file('one.json', { sources: { only: ['hewan'], extra }, fetch: site.fetch, digest }),
    all: bench.file('all.json', { sources: { extra }, digest }),
    units: {},
  };
}

/** Ends it and leaves its folder. */
async function leaveScene({ meter, site, bench }: Scene): Promise<void> {
  meter.close();
  site.close();
  await bench.leave();
}

export async function closeScene(scene: Scene): Promise<void> {
  await leaveScene(scene);
  rmSync(scene.bench.folder, { recursive: true, force: true });
}
