import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openContext } from '../../functions/open.ts';
import { schemaVersion } from '../../shared/model/table.ts';
import { rebuild } from '../../shared/pipeline/keep/rebuild.ts';
import { verify } from '../../shared/pipeline/keep/verify.ts';
import type { Item } from '../../shared/store/table.ts';
import { reported } from '../faults/report.ts';
import { command } from '../support/command.ts';
import { article, notices } from '../support/pages.ts';
import { at, openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';
import { type PlainObject, putPlain } from '../support/stored-bytes.ts';
import { wipe } from '../support/wipe.ts';

let sample: SampleStore;
let exported: string;

type Stored = { readonly items: readonly Item[]; readonly objects: readonly PlainObject[] };

/** A store as the first version wrote it: no records, no numbers of records, no word about its form. */
async function olderStore(): Promise<Stored> {
  const { bench: made, ...older } = await openSampleStore();
  await older.run('13');
  const edited = notices.map((act) => page(act.path, article(act).replace('一千万条', '二千万条')));
  await older.run('16', sampleSite(notices, edited));
  await command('subscribers', 'add', 'reader@example.org', ...older.options);
  exported = await older.exported();
  const { items, objects } = await made.stored();
  const kept = [...objects.keys()].filter((key) => !/^(?:records|readers)\//.test(key));
  const bodies = await Promise.all(
    kept.map(async (key) => {
      const { bytes = new Uint8Array(), metadata = {} } = (await made.store.objects.get(key)) ?? {};
      return { key, bytes, metadata };
    }),
  );
  await made.close();
  const bare = [...items].filter(([key]) => key !== 'JOURNAL SCHEMA' && !key.endsWith(' !')).map(([, { r: _r, ...item }]) => item);
  return { items: bare, objects: bodies };
}

beforeAll(async () => {
  const { items, objects } = await olderStore();
  sample = await openSampleStore(undefined, { formless: true });
  await sample.bench.store.table.putMany(items);
  // Until 0.8 bytes lay as they came.
  for (const object of objects) putPlain(sample.bench.data, object);
});
afterAll(() => sample.bench.close());

describe.sequential('a store that an older version wrote', () => {
  test('is upgraded by the first command, once, and says so', async () => {
    const first = await command('sources', 'list', ...sample.options);
    expect(first.err).toContain('upgraded');
    expect((await command('sources', 'list', ...sample.options)).err).not.toContain('upgraded');
    expect(await sample.exported()).toBe(exported);
    expect((await sample.within(verify)).findings).toEqual([]);
  });

  test('can then be made again from its bucket', async () => {
    await wipe(sample.bench);
    await sample.within(rebuild);
    expect(await sample.exported()).toBe(exported);
    expect(await sample.within(({ schema: form }) => form.version())).toBe(schemaVersion);
  });

  test('of a newer form is refused by every command, with advice, and is not touched', async () => {
    await sample.within(({ schema: form }) => form.stamp(schemaVersion + 1, at('26')));
    const before = await sample.bench.stored();
    for (const words of [['sources', 'list'], ['run'], ['rebuild']]) {
      const said = await command(...words, ...sample.options);
      expect([said.status, said.err]).toEqual([1, expect.stringContaining('newer version of Hongtou')]);
    }
    await expect(openContext(sample.bench.store, { config: sample.config })).rejects.toThrow('use that version');
    expect(await sample.bench.stored()).toEqual(before);
    reported(66, { refusedByOlder: 1 });
  });
});
