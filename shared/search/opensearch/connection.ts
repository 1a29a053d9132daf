import { InputError } from '../../model/errors.ts';
import type { Question, Questions } from '../questions.ts';
import type { Clause, Json } from './clauses.ts';

export type Found = {
  readonly _id: string;
  readonly _source?: Readonly<Record<string, unknown>>;
  readonly sort?: readonly Json[];
};
export type Bucket = { readonly key: string; readonly doc_count: number } & { readonly [name: string]: Aggregation };
export type Aggregation = { readonly buckets: readonly Bucket[] | Readonly<Record<string, Bucket>>; readonly value: number };
export const bucketsOf = (aggregation: Aggregation | undefined): readonly Bucket[] =>
  Array.isArray(aggregation?.buckets) ? aggregation.buckets : [];
export type SearchAnswer = {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly Found[] };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
};

/** Increased when the fields change: new indexes are then filled beside the old ones. */
const format = 4;
export const indexNames = ['documents', 'facts', 'register'] as const;
export type IndexName = (typeof indexNames)[number];

export type BulkLine = { readonly index: IndexName; readonly id: string; readonly fields?: Clause; readonly update?: Clause };

export type Connection = {
  search(index: IndexName, body: Clause): Promise<SearchAnswer>;
  byIds(index: IndexName, ids: readonly string[]): Promise<readonly Found[]>;
  /** Writes all or throws; what was written before an error may stay, and is written again by the next attempt. */
  bulk(lines: readonly BulkLine[]): Promise<void>;
  settle(index: IndexName, written: Clause): Promise<void>;
  exists(index: IndexName): Promise<boolean>;
  create(index: IndexName, body: Clause): Promise<void>;
  remove(index: IndexName): Promise<void>;
};

export type Ask<Name extends keyof Questions> = Question<Connection, Name, ReturnType<Questions[Name]>>;

type Answer = { readonly statusCode: number | null; readonly body: unknown };
type Request = { readonly method: string; readonly path: string; readonly body?: Clause; readonly bulkBody?: readonly Clause[] };
type Transport = (request: Request, accept?: readonly number[]) => Promise<Answer>;

/** `search-x.eu-central-1.es.amazonaws.com`, `abc.eu-central-1.aoss.amazonaws.com` */
const amazon = /\.([a-z]{2}(?:-[a-z]+){1,3}-\d)\.(es|aoss)\.amazonaws\.com(?:\.cn)?(?::\d+)?\/?$/;

/**
 * The official client; requests to Amazon's domains are signed with the credentials of the AWS SDK. Loaded on demand: nobody else needs it.
 */
async function openTransport(endpoint: string): Promise<Transport> {
  const { Client, errors } = await import('@opensearch-project/opensearch');
  const [, region, service = 'es'] = amazon.exec(endpoint) ?? [];
  const signed = region === undefined ? {} : await signing(region, service as 'es' | 'aoss');
  const client = new Client({ ...signed, node: endpoint, maxRetries: 3, requestTimeout: 20_000 });
  return async (request, accept = []) => {
    try {
      return await client.transport.request(request as Parameters<typeof client.transport.request>[0], { ignore: [...accept] });
    } catch (error) {
      if (!(error instanceof errors.OpenSearchClientError)) throw error;
      const isAway = error instanceof errors.ConnectionError || error instanceof errors.TimeoutError;
      const advice = isAway ? 'is the domain on, and may this address reach it?' : '';
      throw new Error(`OpenSearch at ${endpoint}, ${request.method} ${request.path}: ${error.message.slice(0, 500)} ${advice}`.trim(), {
        cause: error,
      });
    }
  };
}

async function signing(region: string, service: 'es' | 'aoss') {
  const [{ AwsSigv4Signer }, { S3Client }] = await Promise.all([
    import('@opensearch-project/opensearch/aws-v3'),
    import('@aws-sdk/client-s3'),
  ]);
  // Any client of the SDK knows where this process has its credentials.
  const { credentials } = new S3Client({ region }).config;
  return AwsSigv4Signer({ region, service, getCredentials: credentials });
}

/** Lines of one request: at most so many characters, of the 10 MB that small domains take. */
const mostCharacters = 4_000_000;

function* portions(lines: readonly BulkLine[], nameOf: (index: IndexName) => string): Generator<readonly Clause[]> {
  let portion: Clause[] = [];
  let length = 0;
  for (const { index, id, fields, update } of lines) {
    const at = { _index: nameOf(index), _id: id };
    const pair: Clause[] = fields ? [{ index: at }, fields] : update ? [{ update: at }, { doc: update }] : [{ delete: at }];
    const size = JSON.stringify(pair).length;
    if (length > 0 && length + size > mostCharacters) {
      yield portion;
      portion = [];
      length = 0;
    }
    portion.push(...pair);
    length += size;
  }
  if (portion.length > 0) yield portion;
}

type BulkAnswer = {
  readonly errors: boolean;
  readonly items: readonly Readonly<Record<string, { readonly status: number; readonly error?: unknown }>>[];
};

function checkBulk({ errors, items }: BulkAnswer): void {
  if (!errors) return;
  const refused = items
    .flatMap((item) => Object.entries(item))
    .filter(([what, { status }]) => status >= 300 && !(what !== 'index' && status === 404));
  if (refused.length > 0)
    throw new Error(`OpenSearch refused ${refused.length} of ${items.length} changes: ${JSON.stringify(refused[0]).slice(0, 400)}`);
}

/** `prefix` begins the names of the indexes, one for each instance: lower case. */
export type OpenSearchPlace = { readonly endpoint: string; readonly prefix: string };

export function openConnection({ endpoint, prefix }: OpenSearchPlace): Connection {
  if (!URL.canParse(endpoint)) throw new InputError(`search.endpoint: "${endpoint}" is no address`);
  let opened: Promise<Transport> | undefined;
  const request: Transport = async (call, accept) => {
    opened ??= openTransport(endpoint);
    return (await opened)(call, accept);
  };
  const nameOf = (index: IndexName): string => `${prefix}-${index}-${format}`;
  const path = (index: IndexName, ...parts: readonly string[]): string => `/${[nameOf(index), ...parts].map(encodeURIComponent).join('/')}`;
  const search = async (index: IndexName, body: Clause): Promise<SearchAnswer> =>
    (await request({ method: 'POST', path: `${path(index, '_search')}?ignore_unavailable=true`, body })).body as SearchAnswer;
  return {
    search,
    async byIds(index, ids) {
      if (ids.length === 0) return [];
      const { body } = await request({ method: 'POST', path: path(index, '_mget'), body: { ids } });
      return (body as { docs: readonly (Found & { readonly found: boolean })[] }).docs.filter(({ found }) => found);
    },
    async bulk(lines) {
      for (const bulkBody of portions(lines, nameOf))
        checkBulk((await request({ method: 'POST', path: '/_bulk', bulkBody })).body as BulkAnswer);
    },
    async settle(index, written) {
      const { statusCode } = await request({ method: 'POST', path: path(index, '_refresh') }, [400, 403, 404, 405]);
      if (statusCode === 200) return;
      // OpenSearch Serverless refreshes by itself, within a minute.
      for (let turn = 0; turn < 90; turn += 1) {
        const { hits } = await search(index, { query: written, size: 1, _source: false });
        if (hits.hits.length > 0) return;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    },
    exists: async (index) => (await request({ method: 'HEAD', path: path(index) }, [404])).statusCode === 200,
    async create(index, body) {
      const answer = await request({ method: 'PUT', path: path(index), body }, [400]);
      // Without its fields an index would be made by the first document, and would answer wrongly.
      const said = JSON.stringify(answer.body);
      if (answer.statusCode === 400 && !said.includes('resource_already_exists_exception'))
        throw new Error(`OpenSearch at ${endpoint} refused to make the index ${nameOf(index)}: ${said.slice(0, 500)}`);
    },
    async remove(index) {
      await request({ method: 'DELETE', path: path(index) }, [404]);
    },
  };
}

export async function* everyHit(
  connection: Connection,
  index: IndexName,
  body: Clause & { readonly sort: readonly Clause[] },
): AsyncGenerator<Found> {
  let after: readonly Json[] | undefined;
  for (;;) {
    const { hits } = (await connection.search(index, { size: 1_000, ...body, ...(after ? { search_after: after } : {}) })).hits;
    yield* hits;
    after = hits.at(-1)?.sort;
    if (hits.length < 1_000 || !after) return;
  }
}
