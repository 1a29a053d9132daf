import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aggregate } from './aggregations.ts';
import { compare, compile, type Fields, type Mapping, Refused, type Stored, valuesOf } from './clauses.ts';

type Json = Readonly<Record<string, unknown>>;
/** Searches see what was there at the last refresh; ids see everything. */
type Index = { readonly mapping: Mapping; readonly written: Map<string, Fields>; seen: readonly Stored[] };
type Reply = { readonly status: number; readonly body: Json };

export type Stub = { readonly url: string; readonly requests: string[]; close(): Promise<void> };

const refuse = (status: number, reason: string): Reply => ({ status, body: { error: { type: 'refused', reason }, status } });

type Ranked = { readonly stored: Stored; readonly score: number };

function keyOf({ stored, score }: Ranked, field: string, mapping: Mapping): unknown {
  if (field === '_score') return score;
  if (!mapping[field] || mapping[field].type === 'text') throw new Refused(`sort by ${field}`);
  return valuesOf(stored.fields[field])[0] ?? null;
}

function compareBy(rules: readonly (readonly [string, unknown])[], a: readonly unknown[], b: readonly unknown[]): number {
  for (const [at, [, direction]] of rules.entries()) {
    // Documents without the value come last, whatever the direction.
    if (a[at] === null || b[at] === null) {
      if (a[at] !== b[at]) return a[at] === null ? 1 : -1;
      continue;
    }
    const difference = compare(a[at], b[at]) * (direction === 'desc' ? -1 : 1);
    if (difference !== 0) return difference;
  }
  return 0;
}

type SearchBody = {
  readonly query: Json;
  readonly sort?: readonly Readonly<Record<string, string>>[];
  readonly from?: number;
  readonly size?: number;
  readonly search_after?: readonly unknown[];
  readonly aggs?: Readonly<Record<string, Json>>;
  readonly _source?: boolean;
};

function search({ mapping, seen }: Index, body: SearchBody): Json {
  const { query, sort = [], from = 0, size = 10, search_after, aggs, _source = true } = body;
  if (from + size > 10_000) throw new Refused('Result window is too large');
  const clause = compile(query, mapping);
  const found = seen.flatMap((stored): Ranked[] => {
    const score = clause(stored);
    return score === undefined ? [] : [{ stored, score }];
  });
  const rules = sort.flatMap((each) => Object.entries(each));
  const keyed = found.map((each) => ({ ...each, keys: rules.map(([field]) => keyOf(each, field, mapping)) }));
  const sorted = keyed.toSorted((a, b) => compareBy(rules, a.keys, b.keys));
  const after = search_after ? sorted.filter(({ keys }) => compareBy(rules, keys, search_after) > 0) : sorted;
  const hits = after
    .slice(from, from + size)
    .map(({ stored, keys }) => ({ _id: stored.id, sort: keys, ...(_source ? { _source: stored.fields } : {}) }));
  const of = found.map(({ stored }) => stored);
  return {
    hits: { total: { value: found.length, relation: 'eq' }, hits },
    ...(aggs ? { aggregations: aggregate(aggs, of, mapping) } : {}),
  };
}

function bulk(indexes: Map<string, Index>, lines: readonly Json[]): Json {
  const items: Json[] = [];
  for (let at = 0; at < lines.length; ) {
    const [what = '', place] = Object.entries(lines[at] ?? {})[0] ?? [];
    const { _index, _id } = place as { readonly _index: string; readonly _id: string };
    const index = indexes.get(_index);
    if (!index) throw new Refused(`no such index ${_index}`);
    const held = index.written.get(_id);
    const next = lines[at + 1];
    at += what === 'delete' ? 1 : 2;
    if (what === 'delete') index.written.delete(_id);
    else if (what === 'index') index.written.set(_id, next as Fields);
    else if (held) index.written.set(_id, { ...held, ...((next as Json)['doc'] as Fields) });
    items.push({ [what]: { _id, status: what === 'index' || held ? 200 : 404 } });
  }
  return { errors: items.some((item) => JSON.stringify(item).includes('404')), items };
}

const mappingOf = (body: Json): Mapping => {
  const { dynamic, properties } = body['mappings'] as { readonly dynamic: boolean; readonly properties: Mapping };
  if (dynamic) throw new Refused('the adapter maps its fields itself');
  return properties;
};

function answer(indexes: Map<string, Index>, method: string, [name = '', action]: readonly string[], text: string): Reply {
  const json = (): Json => JSON.parse(text);
  const ok = (body: Json): Reply => ({ status: 200, body });
  const lines = (): readonly Json[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  if (name === '_bulk') return ok(bulk(indexes, lines()));
  const index = indexes.get(name);
  if (method === 'PUT') {
    if (index) return refuse(400, 'resource_already_exists_exception');
    indexes.set(name, { mapping: mappingOf(json()), written: new Map(), seen: [] });
    return ok({ acknowledged: true });
  }
  // As with ignore_unavailable, which the adapter asks for.
  if (!index && action === '_search') return ok({ hits: { total: { value: 0, relation: 'eq' }, hits: [] } });
  if (!index && action === '_mget') return ok({ docs: [] });
  if (!index) return refuse(404, `no such index ${name}`);
  if (method === 'HEAD') return ok({});
  if (method === 'DELETE') {
    indexes.delete(name);
    return ok({ acknowledged: true });
  }
  if (action === '_refresh') {
    index.seen = [...index.written].map(([id, fields]) => ({ id, fields }));
    return ok({});
  }
  if (action === '_mget') {
    const ids = json()['ids'] as readonly string[];
    return ok({ docs: ids.map((id) => ({ _id: id, found: index.written.has(id), _source: index.written.get(id) })) });
  }
  if (action === '_search') return ok(search(index, json() as unknown as SearchBody));
  return refuse(400, `no ${method} ${action}`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A server on a free port of this machine that evaluates what the adapter asks of OpenSearch, and refuses all else. */
export async function startOpenSearchStub(): Promise<Stub> {
  const indexes = new Map<string, Index>();
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const path = String(request.url).split('?')[0]?.split('/').filter(Boolean).map(decodeURIComponent) ?? [];
    requests.push(`${request.method} /${path.join('/')}`);
    let reply: Reply;
    try {
      reply = answer(indexes, String(request.method), path, text);
    } catch (error) {
      reply = error instanceof Refused ? refuse(400, error.message) : refuse(500, String(error));
    }
    response
      .writeHead(reply.status, { 'content-type': 'application/json' })
      .end(request.method === 'HEAD' ? undefined : JSON.stringify(reply.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, requests, close };
}
