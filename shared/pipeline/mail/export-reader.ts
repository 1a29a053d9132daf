import type { MailContext } from '../../model/ports.ts';
import type { Subscriber } from '../../model/subscriber.ts';
import { unrecordedKeys } from '../../model/table.ts';

/** Everything that is kept of a reader, as items of the store with the words that it has there; `earlier` are the versions before. */
export type ReaderExport = {
  readonly reader: string;
  readonly address: string;
  readonly exportedAt: string;
  readonly items: readonly { readonly kind: string; readonly value: unknown; readonly earlier?: readonly unknown[] }[];
};

/** Collects all that is kept of a reader: profile with choices, deliveries, marks, sign-ups. The same that erasing removes. */
export async function exportReader({ id, address }: Subscriber, context: MailContext): Promise<ReaderExport> {
  const items: ReaderExport['items'][number][] = [];
  for await (const { kind, item, records } of context.archive.filed(`readers/${id}/`)) {
    const values = records.flatMap(({ value }) => (value === undefined ? [] : [value]));
    if (item) items.push({ kind, value: item.value, ...(values.length > 1 ? { earlier: values.slice(0, -1) } : {}) });
    else if (values.length > 0) items.push({ kind: `${kind}, removed`, value: values.at(-1), earlier: values.slice(0, -1) });
  }
  for (const [kind, key] of Object.entries(unrecordedKeys(id))) {
    const held = await context.archive.held(key);
    if (held) items.push({ kind, value: held.value });
  }
  return { reader: id, address, exportedAt: context.now().toISOString(), items };
}
