import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableItem } from '../../shared/model/archive.ts';
import { rebuild, spread } from '../../shared/pipeline/keep/rebuild.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument } from '../../shared/pipeline/read/label.ts';
import { folderOf, recordKey } from '../../shared/store/records.ts';
import { command } from '../support/command.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { at, openSampleStore, page, type SampleStore, sampleSite, without } from '../support/sample-store.ts';
import { loseObject } from '../support/stored-bytes.ts';
import { wipe } from '../support/wipe.ts';

const [first, second, third] = notices as readonly [Notice, Notice, Notice];
const reader = 'reader@example.org';
/** Erased before the table is lost. */
const leaver = 'gone.reader@example.org';

const edited = page(second.path, article(second).replace('12月5日', '12月25日'));

let sample: SampleStore;

/** Everything that readers of the store can see; when a page was last looked at is found out by the next visit. */
const seen = async () => {
  const exported = (await sample.exported()).replace(/"lastSeenAt":"[^"]*",/g, '');
  const readers = await command('subscribers', 'list', '--json', ...sample.options);
  const tokens = await command('tokens', 'list', '--json', ...sample.options);
  const { items } = await sample.bench.stored();
  const ledger = [...items].filter(([key]) => / TO#| DIGEST$|^LABEL#/.test(key)).map(([key, item]) => [key, JSON.stringify(item.value)]);
  const found = await command('search', '数据', '--json', ...sample.options);
  return { exported, readers: readers.out, tokens: tokens.out, ledger: ledger.sort(), found: found.out };
};
const mails = (): number => readdirSync(join(sample.bench.data, 'mail')).filter((name) => name.endsWith('.eml')).length;
const kept = (items: Map<string, unknown>): string[] =>
  [...items.keys()].filter((key) => !/^(?:SEEN|SOURCE|DIRTY|MACHINE|COUNTED|KEY#CLAIM)| RUNNING$|^JOURNAL backup$/.test(key)).sort();

beforeAll(async () => {
  sample = await openSampleStore();
  await sample.run('13');
  await command('subscribers', 'add', leaver, ...sample.options);
  await command('subscribers', 'confirm', leaver, ...sample.options);
  await command('tokens', 'create', 'revoked', ...sample.options);
  await command('subscribers', 'remove', leaver, ...sample.options);
  await command('tokens', 'revoke', 'revoked', ...sample.options);
  await sample.run('16', sampleSite(notices, [edited]));
  for (const day of ['23', '24', '25']) await sample.run(day, without(first, [edited]));
  await sample.within(async (context) => {
    const [id = ''] = (await context.documents.allIds(undefined, 9)).slice(-1);
    await labelDocument(id, [id], { themes: ['compute'], relevant: true, why: 'it is' }, context);
    await updateIndex(context);
  }, '25');
  await command('subscribers', 'add', reader, ...sample.options);
  await command('subscribers', 'confirm', reader, ...sample.options);
  await command('tokens', 'create', 'somebody', ...sample.options);
  await command('digest', '--week', '2026-W47', '--all', ...sample.options);
});
afterAll(() => sample.bench.close());

test('of a large store not all pages are due at once after its table was lost: old ones come back over thirty days, others at once', () => {
  const now = new Date('2026-11-26T00:00:00Z');
  const address = (n: number, firstSeenAt: string, more: object = {}): TableItem => {
    const dueAt = '2026-03-01T00:00:00.000Z';
    const value = { url: `http://a.example/${n}`, canonicalUrl: `http://a.example/${n}`, sourceId: 's', firstSeenAt, dueAt, ...more };
    return { pk: `URL#${n}`, sk: 'ADDRESS', value, gsi2: { pk: 'DUE', sk: `${dueAt}#${n}` } };
  };
  const due = (item: TableItem): string => (item.value as { readonly dueAt: string }).dueAt;
  const old = Array.from({ length: 60 }, (_, n) => spread(address(n, '2026-02-28T00:00:00Z'), now));
  expect(old.map((item, n) => item.gsi2?.sk === `${due(item)}#${n}`)).not.toContain(false);
  const days = old.map((item) => Math.floor((Date.parse(due(item)) - now.getTime()) / 86_400_000));
  expect([Math.min(...days) >= 0, Math.max(...days) < 30, new Set(days).size > 15]).toEqual([true, true, true]);
  for (const item of [address(1, '2026-11-20T00:00:00Z'), address(2, '2026-02-28T00:00:00Z', { misses: [1] })])
    expect(spread(item, now)).toBe(item);
});

describe.sequential('a store whose table is lost', () => {
  test('is made again from the bucket: nothing lost, no id, revision, time, label, reader or delivery other than before', async () => {
    const before = await seen();
    const { items, objects } = await sample.bench.stored();
    expect(before.exported.match(/"what":"(?:new|changed|withdrawn)"/g)).toHaveLength(5);
    expect(mails()).toBe(1);
    expect(await wipe(sample.bench)).toBe(items.size);
    const { documents, damaged } = await sample.within(rebuild);
    expect([documents, damaged]).toEqual([notices.length, []]);
    expect(await seen()).toEqual(before);
    const after = await sample.bench.stored();
    expect(kept(after.items)).toEqual(kept(items));
    expect([...after.objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key))).toEqual(
      [...objects].filter(([key]) => !/^(?:search|digests\/running)\//.test(key)),
    );
  });

  test('sends no digest a second time, and the next round finds no news', async () => {
    await command('digest', '--week', '2026-W47', '--all', ...sample.options);
    expect(mails()).toBe(1);
    const report = await sample.run('26', without(first, [edited]));
    expect(report.documents).toMatchObject({ new: 0, changed: 0, withdrawn: 0 });
  });

  test('sends no digest a second time even before it is rebuilt', async () => {
    await wipe(sample.bench, (key) => / TO#/.test(key));
    const { ledger } = await sample.within(async ({ digests }) => {
      const [{ id } = { id: '' }] = await digests.subscribers();
      expect(await digests.claim('2026-W47', id, { at: at('26'), by: 'another' })).toBeUndefined();
      return { ledger: await digests.ledger('2026-W47', id) };
    });
    expect(ledger?.state).toBe('sent');
  });

  test('in part is put right in part, and a forged title goes', async () => {
    const before = await seen();
    const { items } = await sample.bench.stored();
    const [, head] = [...items].find(([key, item]) => key.endsWith(' HEAD') && JSON.stringify(item.value).includes(third.title)) ?? [];
    if (!head) throw new Error('no head');
    const forged = JSON.parse(JSON.stringify(head).replaceAll(third.title, '伪造的标题'));
    await sample.bench.store.table.put(forged, 'none');
    const lost = await wipe(sample.bench, (key) => / REV#00002$|^KEY#t:|^LABEL#|^SUBSCRIBER#/.test(key));
    expect(lost).toBeGreaterThan(4);
    const rebuilt = await sample.within(rebuild);
    expect(rebuilt).toMatchObject({ documents: notices.length, mended: lost + 1, damaged: [] });
    expect(await seen()).toEqual(before);
    expect((await sample.within(rebuild)).mended).toBe(0);
  });

  test('has every event in the list of news, also that of a document whose writer was killed before it wrote the event', async () => {
    const news = async () => [...(await sample.bench.stored()).items].filter(([key]) => key.startsWith('NEWS ')).sort();
    const before = await news();
    const [last, item] = before.at(-1) ?? [''];
    const { documentId, n } = (item?.value ?? {}) as { readonly documentId: string; readonly n: number };
    const folder = folderOf({ pk: 'NEWS', sk: last.slice('NEWS '.length) });
    loseObject(sample.bench.data, recordKey(folder ?? '', 1));
    await wipe(
      sample.bench,
      (key) => key === last || (key.startsWith(`DOC#${documentId} `) && !/REV#0000[^1]/.test(key)) || key.endsWith(`NEWS#0000${n}`),
    );
    await sample.within(rebuild);
    expect((await news()).map(([key]) => key)).toEqual(before.map(([key]) => key));
    expect((await news()).at(-1)?.[1].value).toMatchObject({ documentId, n });
  });
});
