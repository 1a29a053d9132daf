import type { DeliverContext } from '../../model/ports.ts';
import type { Delivery } from './deliver.ts';

/** Each value once: whoever asks again gets what is stored by then. */
function takeOnce<T>(values: ReadonlyMap<string, T>): (key: string) => { readonly value: T } | undefined {
  const left = new Map(values);
  return (key) => {
    const value = left.get(key);
    if (!left.has(key) || !left.delete(key)) return undefined;
    return { value: value as T };
  };
}

/**
 * The same context, in which what a batch of deliveries reads first (readers, ledger, marks) is there already, read at once. Every write is conditional on what was
 * read, so that a value that is some moments old costs another try and no more.
 */
export async function withFacts(deliveries: readonly Delivery[], context: DeliverContext): Promise<DeliverContext> {
  const { digests } = context;
  const facts = await digests.forDelivery(deliveries);
  const named = deliveries.map((delivery, n) => ({ ...delivery, facts: facts[n] }));
  const readers = takeOnce(new Map(named.map(({ reader, facts: known }) => [reader, known?.subscriber])));
  const ledgers = takeOnce(new Map(named.map(({ period, reader, facts: known }) => [`${period} ${reader}`, known?.ledger])));
  const marks = takeOnce(new Map(named.map(({ reader, facts: known }) => [reader, known?.mark])));
  const read = async <T>(held: { readonly value: T } | undefined, ask: () => Promise<T>): Promise<T> => (held ? held.value : ask());
  return {
    ...context,
    digests: {
      ...digests,
      subscriber: (id) => read(readers(id), () => digests.subscriber(id)),
      ledger: (period, id) => read(ledgers(`${period} ${id}`), () => digests.ledger(period, id)),
      mark: (id) => read(marks(id), () => digests.mark(id)),
    },
  };
}
