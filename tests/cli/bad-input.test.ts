import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, openBench } from '../support/bench.ts';
import { command, processOf } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const now = '2026-11-13T09:00:00+08:00';
const source = declaration('sample', host);
const configured = (more: object = {}) => ({ sources: { only: ['sample'], extra: [source] }, ...more });
const withSource = (more: object) => configured({ sources: { only: ['sample'], extra: [{ ...source, ...more }] } });

let bench: Bench;
let config: string;
let warc: string;
let before: string;
const file = (name: string, content: string | object): string => bench.file(name, content);

beforeAll(async () => {
  bench = await openBench();
  config = file('config.json', configured());
  warc = writeWarcFile(join(bench.folder, 'good.warc.gz'), [
    { url: `http://${host}/tz/index.html`, body: listing(notices) },
    ...notices.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
  ]);
  await bench.run({ now, config, replay: [warc] });
  before = await bench.exported({ now, config });
});
afterAll(() => bench.close());

const store = () => ['--data', bench.data, '--now', now];
const unchanged = async () => expect(await bench.exported({ now, config })).toBe(before);

type Case = readonly [what: string, args: () => readonly string[], status: 1 | 2, says: readonly string[]];

const wrongConfigs: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['not JSON', '{ "sources": ', ['wrong.json', 'not JSON', 'hongtou init']],
  ['a comment', '// mine\n{}', ['wrong.json', 'not JSON', 'comment']],
  ['a key that is nearer to a longer one', configured({ translatoq: {} }), ['translatoq', 'did you mean "translator"']],
  ['nothing to spend', configured({ budgetUsd: 0 }), ['budgetUsd', '0 is not more than 0', 'above 0']],
  ['a list', [], ['wrong.json', 'object']],
  ['an unknown key', configured({ sauces: {} }), ['sauces']],
  ['an unknown key deep inside', configured({ digest: { wekday: 'monday' } }), ['digest', 'wekday']],
  ['a wrong weekday', configured({ digest: { weekday: 'someday' } }), ['digest.weekday', 'someday', 'monday']],
  ['a wrong time', configured({ digest: { time: '25:99' } }), ['digest.time', '25:99']],
  ['a zone that is none', configured({ digest: { timeZone: 'Mars/Olympus' } }), ['digest.timeZone', 'Mars/Olympus']],
  ['an unknown source', { sources: { only: ['smaple'] } }, ['sources.only[0]', 'smaple']],
  ['a declaration without a listing', { sources: { extra: [{ ...source, listing: undefined }] } }, ['sources.extra[0].listing']],
  [
    'a format that is none',
    withSource({ listing: { format: 'datedlinks', url: `http://${host}/` } }),
    ['sources.extra[0].listing.format', 'datedlinks'],
  ],
  [
    'an address that is none',
    withSource({ listing: { format: 'dated-links', url: 'data.sample.example/tz' } }),
    ['sources.extra[0].listing.url'],
  ],
  [
    'a selector that is none',
    withSource({ listing: { format: 'html', url: `http://${host}/`, items: 'ul >>', link: 'a' } }),
    ['sources.extra[0].listing.items', 'ul >>'],
  ],
  ['two sources of one id', { sources: { extra: [source, source] } }, ['sources.extra[1].id', 'sample']],
  ['a pair to open that is none', configured({ fetch: { allow: ['localhost'] } }), ['fetch.allow[0]', 'localhost']],
  ['a wrong cadence', configured({ sources: { extra: [source], every: { sample: 'minute' } } }), ['sources.every.sample', 'minute']],
];

describe('a configuration that is wrong stops the command, with the path of the key', () => {
  test.for(wrongConfigs)('%s', async ([, content, says]) => {
    const said = await command('run', '--config', file('wrong.json', content as object), '--replay', warc, ...store());
    expect(said.status).toBe(2);
    expect(said.out).toBe('');
    for (const word of says) expect(said.err).toContain(word);
    expect(said.err).not.toMatch(/\n\s+at /);
    await unchanged();
  });
});

const cases: readonly Case[] = [
  ['an unknown command', () => ['rum'], 2, ['rum']],
  ['an unknown option', () => ['run', '--reply', 'x', ...store()], 2, ['--reply']],
  ['an argument too many', () => ['run', 'everything', ...store()], 2, ['run']],
  [
    'a clock without a zone',
    () => ['alarms', '--data', bench.data, '--now', '2026-11-13T09:00:00'],
    2,
    ['--now', '2026-11-25T08:00:00+08:00'],
  ],
  ['a day that is none as clock', () => ['alarms', '--data', bench.data, '--now', '2026-02-30T09:00:00+08:00'], 2, ['--now', '2026-02-30']],
  [
    'a configuration that is not there',
    () => ['run', '--config', join(bench.folder, 'none.json'), ...store()],
    2,
    ['--config', 'none.json'],
  ],
  ['a folder as configuration', () => ['alarms', '--config', bench.folder, ...store()], 2, ['--config', 'is a folder']],
  [
    'a source that is not in force',
    () => ['run', '--source', 'smaple', '--config', config, ...store()],
    2,
    ['--source', 'smaple', 'sources list', 'Did you mean "sample"?'],
  ],
  ['a limit that is no number', () => ['run', '--max-pages', 'many', '--config', config, ...store()], 2, ['--max-pages', 'many']],
  ['a week that is none', () => ['digest', '--week', '2026-W54', '--config', config, ...store()], 2, ['--week', '2026-W54', '2026-W47']],
  ['a week in words', () => ['digest', '--week', 'last', '--config', config, ...store()], 2, ['--week', 'last']],
  ['a week to come', () => ['digest', '--week', '2026-W50', '--config', config, ...store()], 2, ['--week', '2026-W50', '2026-W46']],
  [
    'an address inside',
    () => ['add', 'http://169.254.169.254/latest/meta-data', '--config', config, ...store()],
    1,
    ['forbidden-address', '169.254.169.254'],
  ],
  [
    "a port that is not the web's",
    () => ['add', 'http://example.org:6379/', '--config', config, ...store()],
    1,
    ['forbidden-address', '6379', '"fetch": { "allow": ["ADDRESS:PORT"] }'],
  ],
  [
    'an address of this machine',
    () => ['sources', 'draft', 'http://127.0.0.1:6379/', '--config', config, ...store()],
    1,
    ['forbidden-address', '"fetch": { "allow": ["127.0.0.1:6379"] }'],
  ],
  ['a format that is none', () => ['export', '--format', 'xml', '--config', config, ...store()], 2, ['--format', 'xml']],
  [
    'an address without scheme',
    () => ['add', 'www.example.org/1.html', '--config', config, ...store()],
    2,
    ['www.example.org/1.html', 'https://'],
  ],
  ['an address of another kind', () => ['add', 'ftp://example.org/1', '--config', config, ...store()], 2, ['ftp://example.org/1']],
  [
    'a page that the files do not hold',
    () => ['add', `http://${host}/none.html`, '--replay', warc, '--config', config, ...store()],
    1,
    ['unreachable', 'none.html'],
  ],
  [
    'a WARC that is not there',
    () => ['run', '--replay', join(bench.folder, 'none.warc.gz'), '--config', config, ...store()],
    2,
    ['--replay', 'none.warc.gz'],
  ],
  [
    'a file that is no WARC',
    () => ['run', '--replay', file('no.warc', 'hello\nworld\n'), '--config', config, ...store()],
    1,
    ['no.warc', 'byte 0'],
  ],
  ['labels as JSON, which are TSV', () => ['label', '--export', '--json', '--config', config, ...store()], 2, ['--export', '--json']],
  ['a port that is none', () => ['start', '--port', '99999', ...store()], 2, ['--port', '65535']],
  ['an amount that is none', () => ['figures', '--least', 'much', '--config', config, ...store()], 2, ['--least', 'much', 'a number as']],
  ['days in the wrong order', () => ['search', 'x', '--from', '2026-12-01', '--to', '2026-01-01', ...store()], 2, ['--from', 'after']],
  [
    'a filter by a source that is not in force',
    () => ['search', 'x', '--source', 'smaple', '--config', config, ...store()],
    2,
    ['--source', 'smaple', 'Did you mean "sample"?'],
  ],
  ['a past day that is none', () => ['landmarks', '--as-of', 'once', '--config', config, ...store()], 2, ['--as-of', '2026-11-25']],
  ['an option of another way of asking', () => ['gaps', '--relation', 'cites', ...store()], 2, ['--relation', '--wanted']],
  [
    'an option that does not go with the way chosen',
    () => ['gaps', '--wanted', '--prefix', '国发', ...store()],
    2,
    ['--prefix', '--wanted'],
  ],
  [
    'five themes',
    () => ['label', 'x', '--themes', 'compute,energy,chips,policy,equity', '--why', 'y', ...store()],
    2,
    ['--themes', 'one to four'],
  ],
  ['a missing word', () => ['tokens', 'create', ...store()], 2, ['name', 'hongtou tokens create --help']],
  ['one source and all of them', () => ['sources', 'check', 'sample', '--all', '--config', config, ...store()], 2, ['--all', 'sample']],
  ['no source and no word that all are meant', () => ['sources', 'check', '--config', config, ...store()], 2, ['--all', 'sources list']],
  [
    'a release where no folder can be made',
    () => ['release', '/proc/hongtou/releases', '--config', config, ...store()],
    1,
    ['/proc/hongtou', 'name another'],
  ],
  [
    'a site where no folder can be made',
    () => ['publish', '/proc/hongtou', '--base-url', 'https://a.example/', '--config', config, ...store()],
    1,
    ['/proc/hongtou', 'name another'],
  ],
  [
    'duties of an act nobody holds',
    () => ['obligations', '--act', '国发〔1999〕1号', '--config', config, ...store()],
    1,
    ['国发〔1999〕1号'],
  ],
  [
    'a mail address that is none',
    () => ['subscribers', 'add', 'nobody', '--config', config, ...store()],
    2,
    ['nobody', 'name@example.org'],
  ],
  [
    'a reader nobody knows',
    () => ['digest', '--to', 'who@example.org', '--config', config, ...store()],
    1,
    ['who@example.org', 'subscribers add'],
  ],
  ['a confirmation of nobody', () => ['subscribers', 'confirm', 'who@example.org', '--config', config, ...store()], 1, ['who@example.org']],
  ['a document nobody holds', () => ['show', '国发〔1999〕1号', '--config', config, ...store()], 1, ['国发〔1999〕1号']],
  [
    'a revision that is none',
    () => ['show', '国数资源〔2026〕951号', '--diff', '1', '7', '--config', config, ...store()],
    2,
    ['--diff', '7'],
  ],
  ['a token nobody has', () => ['tokens', 'revoke', 'none', '--config', config, ...store()], 1, ['none', 'tokens list']],
  [
    'a day that is none as filter',
    () => ['search', '算力', '--from', '2026-13-01', '--config', config, ...store()],
    2,
    ['--from', '2026-13-01'],
  ],
  ['a theme that is none', () => ['search', '算力', '--theme', 'cooking', '--config', config, ...store()], 2, ['--theme', 'cooking']],
  [
    'a line that is no JSON',
    () => ['classify', file('lines.jsonl', '{"id":"1","title":"人工智能"}\n{"id":\n')],
    1,
    ['lines.jsonl', 'line 2'],
  ],
  ['a line without a title', () => ['classify', file('fields.jsonl', '{"id":"1"}\n')], 1, ['line 1', 'title']],
  ['a file of lines that is not there', () => ['numbers', join(bench.folder, 'none.txt')], 2, ['none.txt']],
  ['a base that is no day', () => ['dates', file('dates.txt', '昨天\n'), '--base', 'today'], 2, ['--base', 'today']],
  ['a TSV without its columns', () => ['eval', file('gold.tsv', 'a\tb\n1\t2\n')], 1, ['line 1']],
  ['a page file that is not there', () => ['parse', join(bench.folder, 'none.html'), '--url', 'https://a.example/'], 2, ['none.html']],
  [
    'an address that is none',
    () => ['parse', file('page.html', '<p>x</p>'), '--url', 'a.example/x'],
    2,
    ['--url', 'a.example/x', 'https://'],
  ],
  ['a folder for lines', () => ['classify', bench.folder], 2, ['cannot be read', 'standard input']],
  ['a data folder with a name too long', () => ['alarms', '--data', join(bench.folder, 'x'.repeat(300))], 1, ['too long', 'shorter']],
  ['a data folder that is a file', () => ['alarms', '--data', file('plain', '')], 1, ['plain', 'name a folder']],
  ['a data folder in a file', () => ['alarms', '--data', join(file('plain', ''), 'data')], 1, ['plain', 'no folder']],
  ['a data folder where none can be made', () => ['alarms', '--data', '/proc/hongtou/data'], 1, ['/proc/hongtou', 'name another']],
  ['a file to write that is a folder', () => ['export', '--out', bench.folder, '--config', config, ...store()], 2, ['--out']],
  ['nothing to resolve', () => ['resolve', ' ', ...store()], 2, ['REF']],
  [
    'a theme that is none',
    () => ['label', 'x', '--themes', 'computing', '--why', 'y', ...store()],
    2,
    ['--themes', 'computing', 'data-market'],
  ],
  [
    'themes and taking them back',
    () => ['label', 'x', '--themes', 'compute', '--take-back', '--why', 'y', ...store()],
    2,
    ['--themes and --take-back'],
  ],
  ['taking back without a reason', () => ['label', 'x', '--take-back', ...store()], 2, ['--why']],
  ['a page without its address', () => ['parse', file('page.html', '<p>x</p>')], 2, ['--url']],
  [
    'a charset that is none',
    () => ['parse', file('page.html', '<p>x</p>'), '--url', 'https://a.example/', '--charset', 'klingon'],
    2,
    ['--charset', 'klingon'],
  ],
  [
    'an export into a folder that is not there',
    () => ['export', '--out', join(bench.folder, 'none', 'x.jsonl'), '--config', config, ...store()],
    2,
    ['--out', 'x.jsonl'],
  ],
];

describe('what a person gives wrong is named with its place and the remedy', () => {
  test.for(cases)('%s', async ([, args, status, says]) => {
    const said = await command(...args());
    expect([said.status, said.err]).toEqual([status, said.err]);
    for (const word of says) expect(said.err).toContain(word);
    expect(said.err).not.toMatch(/\n\s+at /);
    await unchanged();
  });

  test('an empty folder is named on standard error, each time, and by nothing that fills it', async () => {
    const empty = ['--data', join(bench.folder, 'mistyped'), '--config', config, '--now', now];
    for (const args of [['search', '算力'], ['verify'], ['search', '算力']]) {
      const said = await command(...args, ...empty);
      expect([said.status, said.err]).toEqual([0, expect.stringContaining('mistyped holds no document yet')]);
    }
    expect((await command('sources', 'list', ...empty)).err).not.toContain('holds no document');
  });

  test('a WARC that was cut short is refused whole, with the place', async () => {
    const cut = writeWarcFile(join(bench.folder, 'cut.warc.gz'), [{ url: `http://${host}/tz/index.html`, body: listing(notices) }]);
    truncateSync(cut, statSync(cut).size - 100);
    const said = await command('run', '--replay', cut, '--config', config, '--data', bench.data, '--now', '2026-11-14T09:30:00+08:00');
    expect(said.status).toBe(1);
    expect(said.err).toMatch(/cut\.warc\.gz: .*at byte \d+/);
    await unchanged();
  });

  test('the exit status reaches the shell', async () => {
    const said = await processOf(['digest', '--week', 'last', ...store()]);
    expect([said.status, said.out]).toEqual([2, '']);
    expect(said.err).toContain('--week');
  });
});

test('a configuration is read though an editor of Windows put its mark before it', async () => {
  const said = await command(
    'sources',
    'list',
    '--json',
    '--config',
    file('marked.json', `\ufeff${JSON.stringify(configured())}`),
    ...store(),
  );
  expect([said.status, said.err, JSON.parse(said.out).items.length]).toEqual([0, '', 1]);
});
