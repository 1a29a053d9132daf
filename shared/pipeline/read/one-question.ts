import type { Head } from '../../model/document.ts';
import type { Documents } from '../../model/document-store.ts';
import type { LookupContext } from '../../model/ports.ts';
import { sharesMemory } from '../context.ts';

/** The answer of each key (and how many are asked for), asked once. */
function remember<T>(read: (key: string, most?: number) => Promise<T>): (key: string, most?: number) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key, most) => {
    const name = most === undefined ? key : `${key} ${most}`;
    const answer = answers.get(name) ?? read(key, most);
    answers.set(name, answer);
    return answer;
  };
}

/** Reads heads that are asked for in the same turn of the loop together, each once. */
function gatherHeads(documents: Documents): (id: string) => Promise<Head | undefined> {
  let waiting: string[] = [];
  let reading: Promise<ReadonlyMap<string, Head>> | undefined;
  const readAll = async (): Promise<ReadonlyMap<string, Head>> => {
    await new Promise<void>((done) => setImmediate(done));
    const ids = waiting;
    [waiting, reading] = [[], undefined];
    return new Map((await documents.heads(ids)).map((head) => [head.id, head]));
  };
  return remember(async (id) => {
    waiting.push(id);
    reading ??= readAll();
    return (await reading).get(id);
  });
}

/**
 * A context for one question, for reading only: what it asks of the documents more than once is read once, so that its parts agree, and heads that it needs at the
 * same time are read together.
 */
export function forOneQuestion<Given extends LookupContext>(context: Given): Given {
  const { documents } = context;
  const head = gatherHeads(documents);
  const own: Documents = {
    ...documents,
    head,
    heads: async (ids) => (await Promise.all(ids.map((id) => head(id)))).filter((each) => each !== undefined),
    byKey: remember(documents.byKey),
    citedBy: remember(documents.citedBy),
    address: remember(documents.address),
    revisions: remember(documents.revisions),
  };
  return { ...context, documents: sharesMemory(own, documents) };
}
