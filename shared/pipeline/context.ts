import type { Head } from '../model/document.ts';
import type { Context, Documents, LookupContext, Tasks, Web } from '../model/ports.ts';
import type { Source } from '../model/source.ts';
import type { Task } from '../model/task.ts';
import { opt } from '../model/values.ts';
import type { WorkerStages } from '../stages/page-jobs.ts';

/** The store behind the documents that one question reads (one-question.ts). */
const stores = new WeakMap<Documents, Documents>();

function sharesMemory<D extends Documents>(documents: D, store: Documents) {
  stores.set(documents, storeOf({ documents: store }));
  return documents;
}

/** What stands for the store of a context where something is remembered of it. */
const storeOf = ({ documents }: Pick<LookupContext, 'documents'>) => stores.get(documents) ?? documents;

/**
 * Remembers the last `most` answers of a process about one store by their keys, so that what many readers have in common is made once. A
 * failure is not remembered, nor an answer that `lasts` says is none for long.
 */
export function openMemo<T>(
  most: number,
  lasts: (answer: T) => boolean = () => true,
): (context: Pick<LookupContext, 'documents'>, key: string, make: () => Promise<T>) => Promise<T> {
  const memories = new WeakMap<Documents, Map<string, Promise<T>>>();
  return (context, key, make) => {
    const store = storeOf(context);
    const memory = memories.get(store) ?? new Map<string, Promise<T>>();
    memories.set(store, memory);
    const known = memory.get(key);
    const answer = known ?? make();
    memory.delete(key);
    memory.set(key, answer);
    const [oldest] = memory.keys();
    if (memory.size > most && oldest !== undefined) memory.delete(oldest);
    const forget = () => void memory.delete(key);
    if (!known) answer.then((made) => lasts(made) || forget(), forget);
    return answer;
  };
}

/** A name of the running time of so many seconds: a key for what may be as old. */
const running = (seconds: number) => `${seconds} s ${Math.floor(performance.now() / (1000 * seconds))}`;
export const thisMinute = (): string => running(60);
export const thisMoment = (): string => running(2);

/** Runs a stage in the worker; `url` is the address of the page, for errors. Throws SourceError `too-complex`. */
export function work<Name extends keyof WorkerStages>(
  name: Name,
  given: Parameters<WorkerStages[Name]>,
  url: string,
  { reader }: Pick<Context, 'reader'>,
): Promise<Awaited<ReturnType<WorkerStages[Name]>>> {
  return reader.work<Awaited<ReturnType<WorkerStages[Name]>>>({ name, given, url });
}

export const roundName = (at: Date): string => `${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

/** The trace of all that a round does for a source or a digest: every line of the log about it has it. */
export const traceOf = (round: string, id: string): string => `${round}-${id}`;

/** The context whose tasks carry a trace to whoever works them off. Messages without one, of an older version, are worked off as well. */
export const tracing = <C extends { readonly tasks: Tasks }>(context: C, traceFor: (task: Task) => string | undefined): C => ({
  ...context,
  tasks: {
    ...context.tasks,
    send: (tasks) => context.tasks.send(tasks.map((task) => ({ ...task, ...opt('trace', task.trace ?? traceFor(task)) }))),
  },
});

/** Reads a list page by page, each from the last name of the page before, as the pages are wanted. */
export async function* paged(page: (after: string | undefined) => Promise<readonly string[]>): AsyncGenerator<readonly string[]> {
  for (let after: string | undefined; ; ) {
    const names = await page(after);
    if (names.length === 0) return;
    yield names;
    after = names.at(-1);
  }
}

/** The ids of all documents, so many at a time. */
export const everyId = ({ documents }: Pick<Context, 'documents'>, most = 100): AsyncGenerator<readonly string[]> =>
  paged((after) => documents.allIds(after, most));

/**
 * The web by the way that a source is fetched by (`Source.egress`), with the time that it may take (`Source.seconds`): everything of a
 * source goes by one way.
 */
export function webOf(source: Pick<Source, 'egress' | 'seconds'> | undefined, web: Web): Web {
  const way = source?.egress === undefined ? web : (web.by?.(source.egress) ?? web);
  if (source?.seconds === undefined) return way;
  const deadlineMs = source.seconds * 1_000;
  return { ...way, get: (request) => way.get({ ...request, deadlineMs }) };
}

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
function gatherHeads(documents: Documents) {
  let waiting: string[] = [];
  let reading: Promise<ReadonlyMap<string, Head>> | undefined;
  const readAll = async () => {
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
 * A context for one question, for reading only: what it asks of the documents more than once is read once, so that its parts agree, and
 * heads that it needs at the same time are read together.
 */
export function forOneQuestion<Given extends LookupContext>(context: Given): Given {
  const { documents } = context;
  const head = gatherHeads(documents);
  const own: Documents = {
    ...documents,
    head: async (id) => (id === undefined ? undefined : head(id)),
    heads: async (ids) => (await Promise.all(ids.map((id) => head(id)))).filter((each) => each !== undefined),
    byKey: remember(documents.byKey),
    citedBy: remember(documents.citedBy),
    address: remember(documents.address),
    revisions: remember(documents.revisions),
  };
  return { ...context, documents: sharesMemory(own, documents) };
}
