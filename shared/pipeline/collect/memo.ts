import type { Documents } from '../../model/document-store.ts';
import type { LookupContext } from '../../model/ports.ts';

/** The store behind the documents that one question reads (one-question.ts). */
const stores = new WeakMap<Documents, Documents>();

/** Says that `documents` are those of another store: what is remembered of it is remembered for both. */
export function sharesMemory<D extends Documents>(documents: D, store: Documents): D {
  stores.set(documents, storeOf({ documents: store }));
  return documents;
}

/** What stands for the store of a context where something is remembered of it. */
const storeOf = ({ documents }: Pick<LookupContext, 'documents'>): Documents => stores.get(documents) ?? documents;

/**
 * Remembers the last `most` answers of a process about one store by their keys, so that what many readers have in common is made once. A failure is not remembered,
 * nor an answer that `lasts` says is none for long.
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
    const forget = (): void => void memory.delete(key);
    if (!known) answer.then((made) => lasts(made) || forget(), forget);
    return answer;
  };
}

/** A name of the running time of so many seconds: a key for what may be as old. */
const running = (seconds: number): string => `${seconds} s ${Math.floor(performance.now() / (1000 * seconds))}`;
export const thisMinute = (): string => running(60);
/** For a laptop, whose owner looks at the page right after a round. */
export const thisMoment = (): string => running(2);
