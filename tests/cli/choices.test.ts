import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { openSampleStore, type SampleStore } from '../support/sample-store.ts';

const reader = 'reader@example.org';
let sample: SampleStore;
const run = (...args: readonly string[]) => command('subscribers', ...args, ...sample.options);
const json = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).out);
const choices = async () => (await json('choices', reader)).choices;

beforeAll(async () => {
  sample = await openSampleStore();
  await sample.run('18');
});
afterAll(() => sample.bench.close());

test('a reader is added with choices, which the list and the command show', async () => {
  const said = await run(
    'add',
    reader,
    '--themes',
    'data-market,education',
    '--levels',
    'L2',
    '--search',
    'Labels=数据标注',
    '--hour',
    '7',
  );
  expect(said.status).toBe(0);
  expect(said.out).toContain('with: themes');
  const [only] = await json('list');
  expect(only.choices).toMatchObject({
    themes: ['data-market', 'education'],
    levels: ['L2'],
    hour: 7,
    searches: [{ name: 'Labels', filters: { q: '数据标注' } }],
  });
  expect((await run('list')).out).toContain('searches “Labels”');
  const shown = await run('choices', reader);
  expect(shown.out).toMatch(/search Labels: q=.*\n {2}feed http:\S+\/choices\/feed\.atom\?token=\S+\n {2}calendar http/);
  expect(shown.out).toMatch(/page http:\S+\/choices\?token=/);
});

test('what is named is changed: a list is replaced, a search is added, a field is cleared, one value is taken out', async () => {
  await run('choices', reader, '--themes', 'compute', '--search', 'Power=q=绿电&theme=energy', '--landmark', 'ai-plus', '--every', 'day');
  expect(await choices()).toMatchObject({ themes: ['compute'], levels: ['L2'], every: 'day', landmarks: ['ai-plus'] });
  expect((await choices()).searches.map(({ name }: { name: string }) => name)).toEqual(['Labels', 'Power']);
  await run('choices', reader, '--clear', 'levels', '--clear', 'search=Labels', '--clear', 'landmark=ai-plus', '--clear', 'hour');
  const left = await choices();
  expect([Object.keys(left).toSorted(), left.searches.length]).toEqual([['every', 'searches', 'themes'], 1]);
});

test('an act is followed by any spelling of its number, and what names no stored act is refused', async () => {
  const held: { id: string; title: string; number?: string }[] = (await sample.exported())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const act = held.find(({ number }) => number !== undefined) as { id: string; title: string; number: string };
  const spelled = act.number.replace('〔', '[').replace('〕', ']');
  expect((await run('choices', reader, '--follow', spelled)).out).toContain(`follows ${act.id} ${act.title}`);
  expect((await choices()).acts).toEqual([act.id]);
  const before = await choices();
  const wrong = await run('choices', reader, '--follow', '国办发〔1999〕901号', '--themes', 'cheese', '--hour', '25');
  expect(wrong.status).toBe(2);
  for (const word of ['--follow: "国办发〔1999〕901号"', '--themes: "cheese": write ids or names', 'energy, chips', '--hour: "25"'])
    expect(wrong.err).toContain(word);
  expect(await choices()).toEqual(before);
});

test('a preview shows the last digest by the choices and stores nothing', async () => {
  const before = await choices();
  const all = await json('choices', reader, '--clear', 'themes', '--clear', 'search', '--preview');
  const none = await json('choices', reader, '--themes', 'chips', '--clear', 'search', '--clear', 'follow', '--preview');
  const found = await json('choices', reader, '--themes', 'chips', '--clear', 'follow', '--search', 'Data=数据', '--preview');
  const titles = (said: { preview: { sections: Record<string, { id: string }[]> } }) => Object.values(said.preview.sections).flat().length;
  expect(titles(all)).toBeGreaterThan(0);
  expect(titles(none)).toBe(0);
  expect(titles(found)).toBeGreaterThan(0);
  expect(all.stored).toBe(false);
  expect((await run('choices', reader, '--preview')).out).toContain('HONGTOU');
  expect(await choices()).toEqual(before);
});

test('an export holds all that is kept, and a removed reader leaves none of it', async () => {
  await run('confirm', reader);
  expect((await command('digest', '--week', '2026-W47', '--to', reader, ...sample.options)).status).toBe(0);
  const kept = await json('export', reader);
  expect(kept.address).toBe(reader);
  expect(kept.items.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['ledger', 'mark', 'profile']);
  expect(kept.items.find(({ kind }: { kind: string }) => kind === 'profile').earlier.length).toBeGreaterThan(3);
  expect((await run('remove', reader)).status).toBe(0);
  expect((await run('export', reader)).status).toBe(1);
  expect(JSON.stringify([...(await sample.bench.stored()).items.values()])).not.toContain(reader);
});

test('a reader who has left keeps no new choices', async () => {
  await run('add', 'gone@example.org', '--themes', 'chips');
  const { subscriberOf, suppress } = await import('../../shared/pipeline/mail/subscribers.ts');
  await sample.within(async (context) => {
    const one = await subscriberOf('gone@example.org', context);
    if (one) await suppress(one, 'reader', context);
  });
  expect((await run('choices', 'gone@example.org', '--themes', 'energy')).status).toBe(1);
  expect((await json('choices', 'gone@example.org')).choices).toEqual({ themes: ['chips'] });
});
