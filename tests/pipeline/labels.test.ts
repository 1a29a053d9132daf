import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGold } from '../../bench/training/gold.ts';
import type { Head } from '../../shared/model/document.ts';
import { InputError } from '../../shared/model/errors.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { IndexMark } from '../../shared/model/run.ts';
import type { ThemeId } from '../../shared/model/vocabulary.ts';
import { reprocess } from '../../shared/pipeline/collect/mend.ts';
import { updateIndex } from '../../shared/pipeline/read/index.ts';
import { labelDocument, labelLines, takeLabelBack } from '../../shared/pipeline/read/label.ts';
import { idsOf } from '../../shared/pipeline/read/resolve.ts';
import { headlineOf } from '../../shared/stages/english/headline.ts';
import { article, type Notice, notices } from '../support/pages.ts';
import { openSampleStore, page, type SampleStore, sampleSite } from '../support/sample-store.ts';

const [act] = notices as readonly [Notice, ...Notice[]];
let sample: SampleStore;
const run = (day: string, body: string) => sample.run(day, sampleSite([act], [page(act.path, body)]));
const within = <T>(work: (context: Context) => Promise<T>): Promise<T> => sample.within(work);
const one = () => within(async (context) => (await context.documents.heads(await context.documents.allIds(undefined, 10)))[0]);
const give = (ref: string, themes: readonly string[], why: string, relevant = true) =>
  within(async (context) => {
    const labelled = await labelDocument(ref, await idsOf(ref, context), { themes, relevant, why }, context);
    await updateIndex(context);
    return labelled;
  });
const found = (theme: ThemeId) => within((context) => context.search.query({ theme, limit: 10, today: '2026-11-20' }));

beforeAll(async () => {
  sample = await openSampleStore('20');
  await run('2026-11-13', article(act));
});
afterAll(() => sample.bench.close());

describe.sequential('a person’s English title', () => {
  const name = (wanted: { readonly english: string; readonly themes?: readonly string[] }) =>
    within(async (context) => {
      const { id } = (await one()) as Head;
      const { label } = await labelDocument(id, [id], { ...wanted, why: 'ours' }, context);
      await updateIndex(context);
      return label;
    });
  const hit = async () => (await within((context) => context.search.query({ q: 'Gadgetry', limit: 10, today: '2026-11-20' }))).hits[0];

  test('goes before all others in page and index, and says nothing of themes', async () => {
    const before = await one();
    expect(await name({ english: ' Notice on Gadgetry\n' })).toEqual({ english: 'Notice on Gadgetry', why: 'ours', at: expect.anything() });
    const after = await one();
    expect(after).toMatchObject({ english: { title: 'Notice on Gadgetry', by: 'person' }, themes: before?.themes });
    expect(after).not.toHaveProperty('themesBy');
    const found = await hit();
    expect(found && headlineOf(found).english).toBe('Notice on Gadgetry');
  });

  test('lasts when the page is read again, and beside themes that are set later', async () => {
    await within(async (context) => {
      for await (const each of reprocess({}, context)) expect(each.outcome).toBe('same');
    });
    await give((await one())?.id ?? '', ['equity'], 'firms');
    expect(await one()).toMatchObject({ english: { by: 'person' }, themes: [{ theme: 'equity' }] });
  });

  test('is refused where it is no English', async () => {
    for (const english of ['', '通知', 'Notice 通知', 'x'.repeat(501)]) await expect(name({ english })).rejects.toThrow(InputError);
  });

  test('is taken back with the themes', async () => {
    const { id } = (await one()) as Head;
    await within(async (context) => {
      await takeLabelBack(id, [id], { why: 'no' }, context);
      await updateIndex(context);
    });
    expect((await one())?.english.by).not.toBe('person');
    expect(await hit()).toBeUndefined();
  });
});

describe.sequential('a person’s themes', () => {
  let id = '';
  let before: readonly ThemeId[] = [];

  test('win over the model’s, are no revision, and the index hears of them', async () => {
    const first = await one();
    id = first?.id ?? '';
    before = first?.themes.map(({ theme }) => theme) ?? [];
    expect(first?.themes.map(({ theme }) => theme)).not.toContain('equity');
    await give(id, ['equity', 'policy'], 'it is about small firms');
    const after = await one();
    expect(after?.themes.map(({ theme }) => theme)).toEqual(['policy', 'equity']);
    expect(after).toMatchObject({ themesBy: 'person', revisionCount: 1, label: { why: 'it is about small firms', relevant: true } });
    expect((await found('equity')).hits.map((hit) => hit.id)).toEqual([id]);
  });

  test('last when the publisher changes the text', async () => {
    const report = await run('2026-11-16', article({ ...act, lines: [...act.lines, '补充：各地应当同步报送人工智能算力数据。'] }));
    expect(report.documents.changed).toBe(1);
    expect((await one())?.themes.map(({ theme }) => theme)).toEqual(['policy', 'equity']);
    expect((await found('equity')).hits).toHaveLength(1);
  });

  test('last when a reading wrote at the same time', async () => {
    await within(async (context) => {
      const head = await context.documents.head(id);
      if (!head) throw new Error('no head');
      await labelDocument(id, [id], { themes: ['energy'], relevant: true, why: 'second thoughts' }, context);
      // A reading that had loaded the document before the label was given.
      expect(await context.documents.putHead({ ...head, version: head.version + 1 })).toBe(true);
      await updateIndex(context);
    });
    expect((await one())?.themes.map(({ theme }) => theme)).toEqual(['energy']);
    expect((await found('energy')).hits).toHaveLength(1);
    expect((await found('equity')).hits).toHaveLength(0);
  });

  test('are found again by a document that is written anew, and brought by an import', async () => {
    await within(async (context) => {
      const head = await context.documents.head(id);
      if (!head) throw new Error('no head');
      const label = { relevant: true, themes: ['chips' as const], why: 'imported', at: '2026-11-01T00:00:00.000Z' };
      await context.documents.putHead({ ...head, id: 'fffffffffffffffa', version: 1, keys: [], citations: [], label });
      expect(await context.documents.label('fffffffffffffffa')).toEqual(label);
      expect((await context.documents.head('fffffffffffffffa'))?.themes.map(({ theme }) => theme)).toEqual(['chips']);
    });
  });

  test('irrelevant takes it out of the index', async () => {
    await give(id, [], 'an advertisement', false);
    expect(await one()).toMatchObject({ relevant: false, themes: [] });
    expect((await found('energy')).hits).toHaveLength(0);
  });

  test('do not pass for the model’s: reading again finds nothing otherwise', async () => {
    const all = await within(async (context) => {
      const read: unknown[] = [];
      for await (const each of reprocess({}, context)) if (each.documentId === id) read.push(each.outcome);
      return read;
    });
    expect(all).toEqual(['same']);
  });

  test('are exported in the form that training reads', async () => {
    const lines = await within(async (context) => {
      const all: string[] = [];
      for await (const line of labelLines(context)) all.push(line);
      return all;
    });
    const rows = readGold(lines.join('\n'));
    expect(rows.map((row) => [row.id, row.relevant, row.themes])).toEqual(
      expect.arrayContaining([
        [id, false, []],
        ['fffffffffffffffa', true, ['chips']],
      ]),
    );
    expect(rows.find((row) => row.id === id)?.gist).toContain('人工智能');
  });

  test('are taken back: the model’s stand again, the note is kept, nothing of it is exported', async () => {
    const taken = await within(async (context) => {
      const back = await takeLabelBack(id, [id], { why: 'it was another page' }, context);
      await updateIndex(context);
      return back;
    });
    expect(taken.takenBack).toMatchObject({ why: 'it was another page', label: { relevant: false, why: 'an advertisement' } });
    const after = await one();
    expect(after).toMatchObject({ relevant: true });
    expect(after?.label).toBeUndefined();
    expect(after?.themes.map(({ theme }) => theme)).toEqual(before);
    expect((await found(before[0] ?? 'energy')).hits.map((hit) => hit.id)).toContain(id);
    await within(async (context) => {
      const lines: string[] = [];
      for await (const line of labelLines(context)) lines.push(line);
      expect(lines.filter((line) => line.startsWith(id))).toEqual([]);
      expect(await context.documents.takenBack(id)).toMatchObject({ why: 'it was another page' });
      await expect(takeLabelBack(id, [id], { why: 'again' }, context)).rejects.toThrow(/nothing to take back/);
    });
    await give(id, ['equity'], 'third thoughts');
    expect((await one())?.themes.map(({ theme }) => theme)).toEqual(['equity']);
    expect(await within((context) => context.documents.takenBack(id))).toBeUndefined();
  });

  test.each([
    [['nonsense'], 'x', true, /unknown theme "nonsense".*data-market.*equity/],
    [[], 'x', true, /at least one theme/],
    [['policy'], 'x', false, /no themes/],
    [['policy'], '  ', true, /say why/],
    [['policy', 'energy', 'chips', 'equity', 'compute'], 'x', true, /one to four/],
  ])('%j, %j, relevant %s is refused in words', async (themes, why, relevant, words) => {
    const wrong = give(id, themes, why, relevant);
    await expect(wrong).rejects.toThrow(words);
    await expect(wrong).rejects.toBeInstanceOf(InputError);
  });

  test('a reference that is not held is refused', async () => {
    await expect(give('国发〔1998〕3号', ['policy'], 'x')).rejects.toThrow(/holds no document/);
  });
});

test('marks of several versions, and one that a release before 0.10.0 left, are worked off; one whose version is not there yet stays', async () => {
  const left = (): Promise<readonly IndexMark[]> => within((context) => context.documents.dirty(10));
  const head = await one();
  if (!head) throw new Error('no head');
  const { id, version } = head;
  const mark = (at: number): IndexMark => ({ documentId: id, version: at });
  await sample.bench.store.table.put({ pk: 'DIRTY', sk: id, value: mark(version), v: version }, 'none');
  await within(async ({ documents }) => {
    for (const at of [version, version + 1]) await documents.touch({ id, version: at });
  });
  expect(await left()).toEqual([{ ...mark(version), former: true }, mark(version), mark(version + 1)]);
  expect(await within((context) => updateIndex(context))).toBe(1);
  expect(await left()).toEqual([mark(version + 1)]);
  // What came meanwhile is another mark than the one that was read.
  await within(({ documents }) => documents.clearDirty([mark(version)]));
  expect(await left()).toEqual([mark(version + 1)]);
});
