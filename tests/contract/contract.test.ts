import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve } from './client.ts';
import { changesAreOneDocument, helpIsThere, jsonIsOneDocument, statusesAndReferences } from './commands.ts';
import { configurationIsHeld } from './configuration.ts';
import { filesGoAndCome } from './files.ts';
import { beyondLoopback, onLoopback } from './http.ts';
import {
  article,
  classified,
  comparison,
  dated,
  document,
  faults,
  listing,
  nulls,
  numbered,
  round,
  type Shape,
  unnamed,
} from './shapes.ts';
import { openWorld, options, pageUrl, replay, type World } from './world.ts';

/** docs/contract.md held from outside: the program in an empty folder, over the sample world, known by its page and its schemas alone. */
let world: World;
let open: Served;
let closed: Served;
const here = (): World => world;

beforeAll(async () => {
  world = await openWorld();
  [open, closed] = await Promise.all([
    serve(world.place, [...options, ...replay]),
    serve(world.place, [
      '--data',
      'closed',
      '--config',
      'one.json',
      ...options.slice(4),
      '--base-url',
      'https://hongtou.example',
      ...replay,
    ]),
  ]);
});
afterAll(async () => {
  const ends = await Promise.all([open?.stop(), closed?.stop()]);
  world?.close();
  expect(ends.map((each) => each?.status)).toEqual([0, 0]);
});

describe.sequential('the contract', () => {
  test('the demo is played in an empty folder, and --json is its digest', () => {
    expect([world.played.status, JSON.parse(world.played.out).week]).toEqual([0, '2026-W47']);
  });

  test('shapes of this table have no field that the page does not name', () => {
    const shapes: readonly (readonly [string, Shape])[] = [
      ['### 3.1 Report of a round', round],
      ['### 3.2 What is read of a page', article],
      ['### 3.2 What is read of a page', listing],
      ['### 3.3 Documents', document],
      ['### 3.4 Classification', classified],
      ['### 3.5 Dates and numbers', dated],
      ['### 3.5 Dates and numbers', numbered],
      ['## 2. Command line', comparison],
    ];
    // A document is an article, classified.
    const all = (heading: string): readonly string[] => (heading.startsWith('### 3.3') ? [heading, '### 3.2', '### 3.4'] : [heading]);
    expect(shapes.flatMap(([heading, shape]) => unnamed(shape, all(heading)).map((field) => `${heading}: ${field}`))).toEqual([]);
  });

  test('documents have their shape, and nothing in them is null', async () => {
    const wrong = world.documents.flatMap((each) => [...faults(document, each), ...nulls(each)].map((fault) => `${each.id}${fault}`));
    expect(wrong).toEqual([]);
  });

  test('a listing and a feed have theirs', async () => {
    const { said, place } = world;
    const feed =
      '<rss version="2.0"><channel><title>x</title><item><title>关于算力的通知</title><link>https://a.example/1.html</link></item></channel></rss>';
    writeFileSync(join(place, 'feed.xml'), feed);
    writeFileSync(
      join(place, 'list.html'),
      `<ul>${[1, 2, 3].map((n) => `<li><a href="/${n}.html">关于算力的第${n}号通知公告</a><span>2026-11-0${n}</span></li>`).join('')}</ul>`,
    );
    for (const [file, kind] of [
      ['feed.xml', 'feed'],
      ['list.html', 'listing'],
    ] as const) {
      const { status, out, err } = await said(['parse', file, '--url', pageUrl, '--as', kind, '--json']);
      expect([file, status, err, faults(listing, JSON.parse(out)), JSON.parse(out).kind]).toEqual([file, 0, err, [], kind]);
    }
  });

  // Beside each other: they ask, and what they write is their own.
  describe.concurrent('asked', () => {
    filesGoAndCome(here);
    jsonIsOneDocument(here);
    helpIsThere(here);
    onLoopback(() => open);
    beyondLoopback(
      () => closed,
      () => readFileSync(join(world.place, 'closed/secrets/first-token'), 'utf8').trim(),
    );
    configurationIsHeld(here);
    statusesAndReferences(here, () => open);
  });
  describe.sequential('changed', () => changesAreOneDocument(here));
});
