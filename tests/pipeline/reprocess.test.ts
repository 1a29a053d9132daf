import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../shared/model/ports.ts';
import { revisionKey } from '../../shared/model/table.ts';
import { type Reprocessed, type ReprocessFilter, reprocess } from '../../shared/pipeline/collect/mend.ts';
import { labelDocument } from '../../shared/pipeline/read/label.ts';
import { idsOf } from '../../shared/pipeline/read/resolve.ts';
import { showDocument } from '../../shared/pipeline/read/show-document.ts';
import { openPages } from '../support/counted-pages.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { roundsOfTests } from '../support/rounds.ts';
import { openStory, type Story } from '../support/story.ts';

const host = 'https://www.samples.gov.cn';
const world = Object.fromEntries([[`${host}/tz/`, listing(notices)], ...notices.map((each) => [`${host}${each.path}`, article(each)])]);
const first = notices[0] as (typeof notices)[number];
const now = '2026-11-24T09:00:00+08:00';

let story: Story;
beforeAll(async () => {
  story = await openStory([{ id: 'ex-notices', publisher: 'nda', url: `${host}/tz/` }]);
  await story.play('2026-11-20', world);
});
afterAll(() => story.close());

const within = <T>(work: (context: Context) => Promise<T>): Promise<T> => story.bench.within({ now, config: story.config }, work);
async function run(context: Context, which: ReprocessFilter = {}): Promise<Reprocessed[]> {
  const all: Reprocessed[] = [];
  for await (const each of reprocess(which, context)) all.push(each);
  return all;
}

async function headOf(context: Context) {
  const [id = ''] = await idsOf(first.number ?? '', context);
  const head = await context.documents.head(id);
  if (!head) throw new Error('not held');
  return head;
}

/** The document as an older version of the code might have left it. */
const age = (context: Context) =>
  headOf(context).then((head) =>
    context.documents.putHead({ ...head, title: '旧标题', english: { title: 'Old', by: 'glossary' }, version: head.version + 1 }),
  );

describe('reprocess', () => {
  test('with the same code nothing changes', async () => {
    const outcomes = await within((context) => run(context));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(notices.map(() => 'same'));
  });

  test.each(['translator', 'machine', 'dictionary'] as const)('a title by %s gives way to one that is whole without it', async (by) => {
    await within(async (context) => {
      const head = await headOf(context);
      await context.documents.putHead({ ...head, english: { title: 'Notice on Another Thing', by }, version: head.version + 1 });
      await run(context);
      expect((await headOf(context)).english).toEqual(head.english);
    });
  });

  test('a summary of a model is judged by the guard of today, and why it fell is told', async () => {
    await within(async (context) => {
      const head = await headOf(context);
      const english = { ...head.english, gist: 'It invests 1.2 billion yuan.', gistBy: 'model' as const, gistQuotes: ['投资1.2万亿元'] };
      await context.documents.putHead({ ...head, english, version: head.version + 1 });
      await run(context);
      const refused = ['a sentence of the summary says 1200000000: It invests 1.2 billion yuan.'];
      expect((await headOf(context)).english).toEqual({ ...head.english, refused });
      await context.documents.putHead({ ...(await headOf(context)), english: head.english, version: (await headOf(context)).version + 1 });
    });
  });

  test('what is read differently today is a revision by the reader, in no digest, and a label stays', async () => {
    await within(async (context) => {
      const head = await headOf(context);
      await labelDocument(head.id, [head.id], { themes: ['equity'], relevant: true, why: 'a test' }, context);
      await age(context);
      const before = await context.documents.changes('2026-W48');
      const changed = (await run(context)).filter(({ outcome }) => outcome === 'changed');
      expect(changed.map(({ documentId }) => documentId)).toEqual([head.id]);
      const document = await showDocument(await headOf(context), context);
      expect([document.title, document.english.title !== 'Old']).toEqual([first.title, true]);
      expect(document.revisions.at(-1)).toMatchObject({ by: 'reader', what: 'reread' });
      expect(document.themes.map(({ theme }) => theme)).toEqual(['equity']);
      expect(await context.documents.changes('2026-W48')).toEqual(before);
    });
  });

  test('a revision that a killed process wrote into its head alone is put in its place', async () => {
    await within(async (context) => {
      const { id } = await headOf(context);
      const before = await context.documents.revisions(id);
      await story.bench.store.table.remove(revisionKey(id, before.length));
      expect((await run(context)).every(({ outcome }) => outcome === 'same')).toBe(true);
      expect(await context.documents.revisions(id)).toEqual(before);
    });
  });

  test('a part that is read differently today is updated alone, and a gist of the same text stays', async () => {
    await within(async (context) => {
      const head = await headOf(context);
      const english = { ...head.english, gist: 'It asks for bases.', gistBy: 'model' as const, gistQuotes: ['现组织建设公共数据标注基地'] };
      await context.documents.putHead({ ...head, type: 'other', english, version: head.version + 1 });
      const [changed, ...more] = (await run(context)).filter(({ outcome }) => outcome === 'changed');
      expect([changed?.changes, more]).toEqual([[{ field: 'type', before: 'other', after: head.type }], []]);
      const after = await headOf(context);
      expect([after.type, after.english.gist]).toEqual([head.type, english.gist]);
      expect((await run(context)).every(({ outcome }) => outcome === 'same')).toBe(true);
    });
  });

  test('only the documents that were asked for are read', async () => {
    await within(async (context) => {
      expect(await run(context, { since: '2026-11-21' })).toEqual([]);
      expect(await run(context, { source: 'another' })).toEqual([]);
      expect(await run(context, { source: 'ex-notices', since: '2026-11-20' })).toHaveLength(notices.length);
    });
  });
});

const openRounds = roundsOfTests();
test('a field without words of its own is told as changed, by command, record and page, and never as missing before and after', async () => {
  const store = openRounds(declaration('sample', 'www.samples.gov.cn'));
  const file = path.join(store.folder, 'page.html');
  writeFileSync(file, article(first));
  const added = await store.say('2026-11-20', 'add', `${host}${first.path}`, '--file', file, '--json');
  const { id } = JSON.parse(added.out);
  await store.within('2026-11-20', async ({ documents }) => {
    const head = await documents.head(id);
    if (head)
      await documents.putHead({ ...head, warnings: [{ field: 'title', reason: 'of an older version' }], version: head.version + 1 });
  });
  expect((await store.say('2026-11-21', 'reprocess')).out).toContain(`${id}: warnings changed\n`);
  expect((await store.say('2026-11-21', 'show', id, '--history')).out).not.toMatch(/@ [^\n]*\((?:added|removed)\)/);
  await store.within('2026-11-21', async (context) => {
    const page = await (
      await openPages(context).app.request(`http://127.0.0.1/documents/${id}`, { headers: { accept: 'text/html' } })
    ).text();
    expect(page).toContain('reprocessed by Hongtou');
    expect(page).not.toMatch(/none<\/span> → /);
  });
});
