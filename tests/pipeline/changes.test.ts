import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const [, second] = notices as readonly [Notice, Notice, Notice];
const now = (day: string) => `2026-11-${day}T09:00:00+08:00`;
let bench: Bench;
let config: string;

const run = (day: string, change: (text: string) => string = (text) => text) => {
  const acts = notices.map((act) => ({ url: `http://${host}${act.path}`, body: act === second ? change(article(act)) : article(act) }));
  const pages = [{ url: `http://${host}/tz/index.html`, body: listing(notices) }, ...acts];
  return bench.run({ now: now(day), config, replay: [writeWarcFile(join(bench.folder, `${day}.warc.gz`), pages)] });
};
const changes = (after: number | undefined, limit: number) =>
  bench.within({ now: now('26'), config }, (context) => answersOf(context, { secret: 'x', local: true }).changes(after, limit));

beforeAll(async () => {
  bench = await openBench();
  config = bench.file('config.json', { sources: { only: ['sample'], extra: [declaration('sample', host)] } });
});
afterAll(() => bench.close());

test('who goes on from the last answer hears of every relevant change once, and of later ones at the next asking', async () => {
  await run('13');
  const all = await changes(undefined, 50);
  expect(all.items.map(({ what }) => what)).toEqual(['new', 'new']);
  const one = await changes(undefined, 1);
  const rest = await changes(one.next, 50);
  expect([...one.items, ...rest.items]).toEqual(all.items);
  expect(await changes(rest.next, 50)).toEqual({ items: [], next: rest.next });
  await run('16', (text) => text.replace('12月5日', '12月25日'));
  const later = await changes(rest.next, 50);
  expect(later.items).toMatchObject([{ what: 'changed', title: second.title }]);
  expect((await changes(0, 50)).items).toHaveLength(3);
});
