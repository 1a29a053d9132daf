import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * Ours, not the emulator's: rules of S3 that fauxqs does not know, before it on the loopback. Conditional writes (`If-Match`, `If-None-Match`), of one key one after
 * the other; and the versions of a bucket without versions, of which each object has one, `null`.
 */
export type Front = { readonly url: string; close(): void };

type Came = { readonly status: number; readonly etag: string | undefined; readonly body: string };

function ask(target: string, method: string): Promise<Came> {
  const { promise, resolve, reject } = Promise.withResolvers<Came>();
  send(target, { method }, (response) => {
    buffer(response).then((body) => resolve({ status: response.statusCode ?? 0, etag: response.headers.etag, body: String(body) }), reject);
  })
    .on('error', reject)
    .end();
  return promise;
}

const error = (code: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
const bare = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

/** Why a conditional write is refused: status and code; undefined when it may go on. */
async function refusal(target: string, match: string | undefined, none: string | undefined): Promise<[number, string] | undefined> {
  const { status, etag } = await ask(target, 'HEAD');
  const there = status === 200;
  if (none === '*' && there) return [412, 'PreconditionFailed'];
  if (match !== undefined && !there) return [404, 'NoSuchKey'];
  return match !== undefined && bare(match) !== bare(etag) ? [412, 'PreconditionFailed'] : undefined;
}

/** A list of objects as a list of their versions. */
const asVersions = (list: string): string =>
  list
    .replaceAll('ListBucketResult', 'ListVersionsResult')
    .replace(/<Contents>/g, '<Version><VersionId>null</VersionId><IsLatest>true</IsLatest>')
    .replaceAll('</Contents>', '</Version>');

/** Opens the front before the emulator at `target`. */
export async function openFront(target: string): Promise<Front> {
  const turns = new Map<string, Promise<unknown>>();
  const server = createServer(async (asked, answer) => {
    const { method = 'GET', headers } = asked;
    const url = new URL(asked.url ?? '/', target);
    const body = await buffer(asked);
    const [match, none] = [headers['if-match'], method === 'PUT' ? headers['if-none-match'] : undefined];
    const pass = (): Promise<void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const { host: _, 'transfer-encoding': __, expect: ___, ...kept } = headers;
      send(url, { method, headers: { ...kept, host: url.host, 'content-length': body.length } }, (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer).on('close', resolve);
      })
        .on('error', () => resolve(void answer.destroy()))
        .end(body);
      return promise;
    };
    const conditionally = async (): Promise<void> => {
      const [status, code] = (await refusal(`${url.origin}${url.pathname}`, match, none)) ?? [];
      if (status === undefined || code === undefined) await pass();
      else answer.writeHead(status, { 'content-type': 'application/xml' }).end(error(code));
    };
    if (url.searchParams.has('versions')) {
      url.searchParams.delete('versions');
      url.searchParams.set('list-type', '2');
      const { status, body: list } = await ask(url.href, 'GET');
      answer.writeHead(status, { 'content-type': 'application/xml' }).end(asVersions(list));
    } else if (match === undefined && none === undefined) await pass();
    else {
      const turn = (turns.get(url.pathname) ?? Promise.resolve()).then(conditionally).catch(() => void answer.destroy());
      turns.set(url.pathname, turn);
      await turn;
    }
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
