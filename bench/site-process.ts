import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type SiteOptions = {
  readonly hosts: number;
  /** Detail pages of all hosts together. */
  readonly docs: number;
  /** Milliseconds until an answer. */
  readonly latency: number;
  /** Each page names a file, which is not there. */
  readonly files?: boolean;
};
export type SiteStats = {
  readonly requests: number;
  readonly unchanged: number;
  readonly notFound: number;
  readonly bytes: number;
  readonly mostAtOnce: number;
};
export type SiteCall = {
  readonly id: number;
  readonly call: 'stats' | 'reset' | 'edit' | 'publish';
  readonly host?: number;
  readonly page?: number;
};
export type SiteAnswer = { readonly id: number; readonly answer: object };

export type Site = {
  readonly port: number;
  readonly hosts: number;
  /** Addresses of the hosts, as `fetch.allow` wants them. */
  readonly addresses: readonly string[];
  stats(): Promise<SiteStats>;
  reset(): Promise<object>;
  /** Changes a page in place: no list shows it. */
  edit(host: number, page: number): Promise<{ readonly url: string }>;
  /** One more page, which list and feed name. */
  publish(host: number): Promise<{ readonly url: string }>;
  close(): void;
};

/** Starts the sites in a process of their own (bench/site.ts). */
export async function startSite(options: SiteOptions): Promise<Site> {
  const child = fork(fileURLToPath(new URL('site.ts', import.meta.url)), [JSON.stringify(options)]);
  const waiting = new Map<number, (answer: object) => void>();
  let last = 0;
  const ready = new Promise<object>((resolve, reject) => {
    waiting.set(0, resolve);
    child.once('exit', (status) => reject(new Error(`the sites ended with ${status}`)));
  });
  child.on('message', ({ id, answer }: SiteAnswer) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const { port } = (await ready) as { readonly port: number };
  const call = <Result extends object>(what: Omit<SiteCall, 'id'>): Promise<Result> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, (answer) => resolve(answer as Result));
      child.send({ id: last, ...what });
    });
  return {
    port,
    hosts: options.hosts,
    addresses: Array.from({ length: options.hosts }, (_, at) => `127.0.1.${at + 1}:${port}`),
    stats: () => call({ call: 'stats' }),
    reset: () => call({ call: 'reset' }),
    edit: (host, page) => call({ call: 'edit', host, page }),
    publish: (host) => call({ call: 'publish', host }),
    close: () => void child.kill(),
  };
}
