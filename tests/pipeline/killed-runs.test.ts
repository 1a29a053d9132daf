import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { type Bench, newFolder, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-13T09:00:00+08:00';
const edited = '2026-11-17T09:00:00+08:00';
const nextWeek = '2026-11-23T09:00:00+08:00';
const reader = 'reader@example.org';

/** A folder with a configuration and two recordings of one source; in the second, one page is edited. */
function world(folder: string) {
  mkdirSync(folder, { recursive: true });
  const answers = (change: (text: string) => string) => [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...notices.map((act) => ({ url: `http://${host}${act.path}`, body: change(article(act)) })),
  ];
  return {
    first: writeWarcFile(
      join(folder, 'first.warc.gz'),
      answers((text) => text),
    ),
    second: writeWarcFile(
      join(folder, 'second.warc.gz'),
      answers((text) => text.replace('一千万条', '二千万条')),
    ),
  };
}

const configuration = { sources: { only: ['sample'], extra: [declaration('sample', host)] }, digest: { from: 'digest@example.org' } };
const runOf = (bench: Pick<Bench, 'data'>, config: string, warc: string, at: string) => [
  'run',
  '--config',
  config,
  '--data',
  bench.data,
  '--now',
  at,
  '--replay',
  warc,
  '--json',
];

let folder: string;
let undisturbed: string;
let bench: Bench;
let config: string;
let files: ReturnType<typeof world>;

beforeAll(async () => {
  folder = newFolder();
  files = world(folder);
  bench = await openBench(folder);
  config = bench.file('config.json', configuration);
  await bench.run({ now, config, replay: [files.first] });
  await bench.run({ now: edited, config, replay: [files.second] });
  undisturbed = await bench.exported({ now: edited, config });
});
afterAll(() => bench.close());

describe.sequential('a run that is killed and run again', () => {
  test.for(['after-evidence', 'after-document', 'after-index', 'before-ack'])(
    '%s: leaves what an undisturbed one leaves',
    async (point, { onTestFinished }) => {
      const data = { data: join(newFolder(), 'data') };
      const killed = { HONGTOU_CRASH_AT: point };
      expect(await processOf(runOf(data, config, files.first, now), killed)).toMatchObject({ status: -9 });
      const other = await openBench(join(data.data, '..'));
      onTestFinished(() => other.close());
      await other.run({ now, config, replay: [files.first] });
      await other.run({ now: edited, config, replay: [files.second] });
      expect(await other.exported({ now: edited, config })).toBe(undisturbed);
      const found = await other.within({ now: edited, config }, (context) =>
        context.search.query({ q: '数据标注', limit: 5, today: '2026-11-17' }),
      );
      expect(found.total).toBeGreaterThan(0);
    },
  );

  test('in the middle of an edit: the change is written once', async ({ onTestFinished }) => {
    const data = { data: join(newFolder(), 'data') };
    const before = await openBench(join(data.data, '..'));
    await before.run({ now, config, replay: [files.first] });
    await before.leave();
    expect((await processOf(runOf(data, config, files.second, edited), { HONGTOU_CRASH_AT: 'after-document' })).status).toBe(-9);
    const after = await openBench(join(data.data, '..'));
    onTestFinished(() => after.close());
    await after.run({ now: edited, config, replay: [files.second] });
    expect(await after.exported({ now: edited, config })).toBe(undisturbed);
  });
});

const mails = (data: string): readonly string[] => {
  try {
    return readdirSync(join(data, 'mail')).filter((name) => name.endsWith('.eml'));
  } catch {
    return [];
  }
};

describe.sequential('a digest whose sending is killed', () => {
  test.for([
    ['digest-claimed', 0],
    ['digest-sent', 1],
  ] as const)('%s: is not sent a second time, and the alarms say so', async ([point, sent], { onTestFinished }) => {
    const data = join(newFolder(), 'data');
    const own = await openBench(join(data, '..'));
    const store = ['--config', config, '--data', data, '--now', nextWeek];
    await command('subscribers', 'add', reader, ...store);
    await command('subscribers', 'confirm', reader, ...store);
    await own.leave();
    const send = ['digest', '--week', '2026-W46', '--all', ...store];
    expect((await processOf(send, { HONGTOU_CRASH_AT: point })).status).toBe(-9);
    expect(mails(data)).toHaveLength(sent);
    const again = await openBench(join(data, '..'));
    onTestFinished(() => again.close());
    const said = await command(...send);
    expect(said.status).toBe(3);
    expect(said.err).toContain('uncertain 1');
    expect(mails(data)).toHaveLength(sent);
    const found = await again.within({ now: nextWeek, config }, alarms);
    expect(found.filter(({ reader: who }) => who !== undefined)).toEqual([
      expect.objectContaining({ state: 'uncertain', remedy: expect.stringContaining('2026-W46') }),
    ]);
  });
});
