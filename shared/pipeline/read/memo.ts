import type { Context, LookupContext } from '../../model/ports.ts';

/**
 * Remembers the last `most` answers of a process about one store by their keys, so that what many readers have in common is made once. A failure is not remembered.
 */
export function openMemo<T>(most: number): (context: LookupContext, key: string, make: () => Promise<T>) => Promise<T> {
  const memories = new WeakMap<Context['documents'], Map<string, Promise<T>>>();
  return ({ documents }, key, make) => {
    const memory = memories.get(documents) ?? new Map<string, Promise<T>>();
    memories.set(documents, memory);
    const known = memory.get(key);
    const answer = known ?? make();
    memory.delete(key);
    memory.set(key, answer);
    const [oldest] = memory.keys();
    if (memory.size > most && oldest !== undefined) memory.delete(oldest);
    if (!known) answer.catch(() => memory.delete(key));
    return answer;
  };
}

/** A name of the running minute: a key for what may be a minute old. */
export const thisMinute = (): string => `minute ${Math.floor(performance.now() / 60_000)}`;
