import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../functions/cli/commands.ts';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { toExactJson, toPrintable, toPrintableJson } from '../../shared/stages/text/printable.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command, processOf, type Said } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { onTerminal } from '../support/terminal.ts';
import { writeWarcFile } from '../support/warc.ts';

const code = (n: number): string => String.fromCodePoint(n);
/** Everything that can steer a terminal, one by one: C0 but tab and line feed, DEL, C1, marks of direction. */
const steering = [
  ...Array.from({ length: 32 }, (_, n) => n).filter((n) => n !== 9 && n !== 10),
  ...Array.from({ length: 33 }, (_, n) => 0x7f + n),
  ...[0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
  // Letters that nobody sees: blanks of no width, fillers, selectors, tags.
  ...[0x00ad, 0x034f, 0x115f, 0x1160, 0x200b, 0x200c, 0x2060, 0x3164, 0xfe01, 0xfeff, 0xffa0, 0xe0041, 0xe0100, 0xe01ef],
].map(code);
const raw = (text: string): string[] =>
  steering.filter((each) => each !== '\r' && text.includes(each)).map((each) => each.codePointAt(0)?.toString(16) ?? '');
const lone = (text: string): boolean => /\r(?!\n)/.test(text);

const hostile = `\u001b]52;c;ZXZpbA==\u0007\u001b]8;;http://evil.example/\u001b\\\u001b[2J\u009b31m\u0090\u0085\u007f\u202e\u2066\u200f\u061c\u3164\u200b\ufe01\u{e0041}\u{e01ef}${code(0)}\r=cmd|x`;
const asEntities = [...hostile].map((each) => `&#x${each.codePointAt(0)?.toString(16)};`).join('');
const host = 'data.sample.example';
const now = '2026-11-18T09:00:00+08:00';
const spoiled = (notice: Notice, evil: string): Notice => ({
  ...notice,
  title: `=HYPERLINK(1)${evil}${notice.title}${evil}`,
  issuer: `国家数据局${evil}`,
  lines: [...notice.lines.map((line) => `${evil}${line}${evil}`), `附件：<a href="/a.pdf">${evil}附件</a>`],
});

let bench: Bench;
let warc: string;
let config: string;
let id: string;
let store: readonly string[];

beforeAll(async () => {
  bench = await openBench();
  const broken = declaration('broken', 'broken.example');
  config = bench.file('config.json', {
    sources: {
      only: ['sample', 'broken'],
      extra: [{ ...declaration('sample', host), names: { zh: `来源${hostile}`, en: `A source ${hostile}` } }, broken],
    },
    digest: { from: 'digest@example.org', language: 'both' },
  });
  const acts = notices.map((notice, n) => spoiled(notice, n % 2 === 0 ? asEntities : hostile));
  warc = writeWarcFile(join(bench.folder, 'hostile.warc.gz'), [
    { url: `http://${host}/tz/index.html`, body: listing(acts) },
    { url: 'http://broken.example/tz/index.html', body: `<html><head><title>${hostile}</title></head><body>${asEntities}</body></html>` },
    ...acts.map((act) => ({ url: `http://${host}${act.path}`, body: article(act) })),
  ]);
  store = ['--config', config, '--data', bench.data, '--now', now];
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config, replay: [warc] });
  const exported = await bench.exported({ now, config });
  id = JSON.parse(exported.split('\n')[0] ?? '').id;
});
afterAll(() => bench.close());

const act = (): string => bench.file('page.html', article(spoiled(notices[0] as Notice, hostile)));
const lines = (): string =>
  bench.file(
    'lines.jsonl',
    `${JSON.stringify({ id: hostile, title: `人工智能${hostile}`, text: `国发〔2026〕1号${hostile}`, url: 'https://a.example/' })}\n`,
  );
const words = (): string => bench.file('words.txt', `2026年11月3日${hostile}\n国发〔2026〕1号${hostile}\n`);
const labelled = (): string =>
  bench.file(
    'gold.tsv',
    `id\turl\tlang\ttitle\tgist\trelevant\tthemes\tdoc_type\tambiguity\n1\tu\tzh\t人工智能\t${hostile.replace('\r', '')}\tyes\tcompute\tnotice\t\n`,
  );
const reader = 'reader@example.org';

/** Each command as it is used, and where its words come from the store or a file, with words of an enemy. */
const uses: Readonly<Record<string, readonly (() => readonly string[])[]>> = {
  run: [() => ['run', '--replay', warc, ...store]],
  backfill: [() => ['backfill', '--since', '2026-10', '--plan', ...store], () => ['backfill', '--since', hostile, ...store]],
  add: [
    () => ['add', `http://${host}${notices[0]?.path}`, '--replay', warc, ...store],
    () => ['add', `http://x.example/${hostile}`, ...store],
  ],
  init: [
    () => ['init', '--yes', '--config', join(bench.folder, `none${hostile.replaceAll('/', '')}`, 'x.json')],
    () => ['init', '--yes', '--config', config],
  ],
  demo: [() => ['demo', '--port', hostile]],
  completion: [() => ['completion', 'fish'], () => ['completion', hostile]],
  parse: [() => ['parse', act(), '--url', `http://${host}/1.html`]],
  classify: [() => ['classify', lines()]],
  dates: [() => ['dates', words()]],
  numbers: [() => ['numbers', words()]],
  extract: [() => ['extract', lines()]],
  titles: [() => ['titles', words()]],
  eval: [() => ['eval', labelled()]],
  search: [() => ['search', '数据标注', ...store], () => ['search', hostile, ...store]],
  show: [
    () => ['show', id, '--text', '--links', '--history', ...store],
    () => ['show', '国数资源〔2026〕951号', ...store],
    () => ['show', hostile, ...store],
  ],
  resolve: [() => ['resolve', '国数资源〔2026〕951号', ...store], () => ['resolve', hostile, ...store]],
  compare: [
    () => ['compare', id, id, ...store],
    () => ['compare', `${id}@1`, `${id}@9`, ...store],
    () => ['compare', hostile, id, ...store],
  ],
  landmarks: [() => ['landmarks', ...store], () => ['landmarks', 'ai-plus', ...store], () => ['landmarks', '--corrections', ...store]],
  label: [
    () => ['label', id, '--themes', 'compute', '--why', `because${hostile}`, ...store],
    () => ['label', '--export', ...store],
    () => ['label', id, '--take-back', '--why', `no${hostile}`, ...store],
  ],
  gaps: [() => ['gaps', ...store], () => ['gaps', '--wanted', ...store], () => ['gaps', '--reported', ...store]],
  calendar: [() => ['calendar', ...store], () => ['calendar', '--kind', 'comment', '--issuer', hostile, ...store]],
  figures: [() => ['figures', ...store]],
  brief: [() => ['brief', words(), ...store]],
  obligations: [() => ['obligations', ...store], () => ['obligations', '--act', hostile, ...store]],
  promises: [() => ['promises', ...store], () => ['promises', '--province', hostile, ...store]],
  doubts: [() => ['doubts', ...store]],
  settle: [() => ['settle', hostile, '--keep', 'known', '--why', hostile, ...store]],
  export: [
    ...['jsonl', 'csv', 'ris', 'bibtex', 'csl', 'markdown'].map((format) => () => ['export', '--format', format, ...store]),
    () => ['export', '--out', join(bench.folder, hostile.replaceAll('/', '').replaceAll(code(0), ''), 'x'), ...store],
  ],
  publish: [
    () => ['publish', join(bench.folder, 'site'), ...store],
    () => ['publish', join(bench.folder, 'site'), '--base-url', `https://h.example/${hostile}`, ...store],
  ],
  release: [
    () => ['release', join(bench.folder, 'releases'), ...store],
    () => ['release', join(bench.folder, `released${hostile.replaceAll('/', '').replaceAll(code(0), '')}`), ...store],
  ],
  import: [
    () => ['import', bench.file('import.jsonl', `{"id":"${hostile.replace(/[\u0000-\u001f]/g, '')}"}\n${hostile}\n`), ...store],
    () => ['import', join(bench.folder, `none${hostile.replaceAll('/', '')}`), ...store],
  ],
  deploy: [() => ['deploy', '--config', join(bench.folder, `none${hostile.replaceAll('/', '')}`)]],
  digest: ['text', 'html', 'eml', 'json'].map((format) => () => ['digest', '--week', '2026-W46', '--format', format, ...store]),
  subscribers: [
    () => ['subscribers', 'add', reader, ...store],
    () => ['subscribers', 'list', ...store],
    () => ['subscribers', 'add', `x${hostile}@example.org`, ...store],
    () => ['subscribers', 'choices', reader, '--search', `name${hostile}=${hostile}`, '--follow', id, ...store],
    () => ['subscribers', 'choices', reader, '--themes', hostile, '--clear', hostile, ...store],
    () => ['subscribers', 'choices', reader, '--preview', ...store],
    () => ['subscribers', 'choices', reader, ...store],
    () => ['subscribers', 'export', reader, ...store],
  ],
  tokens: [
    () => ['tokens', 'create', `name${hostile}`, ...store],
    () => ['tokens', 'create', 'name', '--reader', `a${hostile}@example.org`, ...store],
    () => ['tokens', 'list', ...store],
    () => ['tokens', 'revoke', hostile, ...store],
  ],
  sources: [
    () => ['sources', 'adopt', hostile, ...store],
    () => [
      'sources',
      'import',
      bench.file('declarations.jsonl', `{"id":"${hostile.replace(/[\u0000-\u001f]/g, '')}"}\n${hostile}\n`),
      ...store,
    ],
    () => ['sources', 'list', ...store],
    () => ['sources', 'show', 'sample', ...store],
    () => ['sources', 'check', '--all', '--replay', warc, ...store],
    () => ['sources', 'show', hostile, ...store],
  ],
  webhooks: [
    () => ['webhooks', 'list', ...store],
    () => ['webhooks', 'test', `https://example.org/${hostile}`, ...store],
    () => ['webhooks', 'retry', `https://example.org/${hostile}`, ...store],
  ],
  collect: [() => ['collect', '--egress', hostile, '--data', bench.folder]],
  destroy: [() => ['destroy', '--name', hostile], () => ['destroy', '--region', hostile]],
  redrive: [() => ['redrive', '--list', ...store], () => ['redrive', '--queue', hostile, ...store]],
  alarms: [() => ['alarms', ...store]],
  verify: [() => ['verify', ...store]],
  reprocess: [() => ['reprocess', ...store]],
  rebuild: [() => ['rebuild', ...store]],
  remove: [() => ['remove', hostile, '--why', `because${hostile}`, ...store], () => ['remove', 'none', '--why', hostile, ...store]],
  upgrade: [() => ['upgrade', ...store], () => ['upgrade', '--data', join(bench.folder, `none${hostile.replaceAll('/', '')}`)]],
  backup: [() => ['backup', join(bench.folder, `backup${hostile.replaceAll('/', '')}`), '--data', bench.data]],
  restore: [
    () => [
      'restore',
      bench.file(`none${hostile.replaceAll('/', '').replaceAll(code(0), '')}`, hostile),
      '--data',
      join(bench.folder, 'new'),
    ],
  ],
  cost: [() => ['cost', ...store], () => ['cost', '--region', hostile, ...store]],
  doctor: [() => ['doctor', ...store]],
  mcp: [() => ['mcp', '--config', join(bench.folder, `none${hostile.replaceAll('/', '')}`), '--data', bench.data]],
  start: [() => ['start', '--port', '99999999', ...store]],
};

/** NUL cannot be given on a command line. */
const given = (args: readonly string[]): readonly string[] => args.map((each) => each.replaceAll(code(0), ''));

const clean = ({ out, err }: Said, what: string): void => {
  // A table begins with the mark by which a spreadsheet knows its letters.
  expect([what, raw(out.replace(/^\ufeff/, '')), lone(out)]).toEqual([what, [], false]);
  expect([what, raw(err), lone(err)]).toEqual([what, [], false]);
};

describe('a store that holds hostile words', () => {
  test('holds them: nothing here is clean because it was empty', async () => {
    const said = await command('export', ...store);
    const found = raw(
      said.out
        .split('\n')
        .filter(Boolean)
        .map((line) => Object.values(JSON.parse(line)).join())
        .join(),
    );
    expect(found).toEqual(expect.arrayContaining(['9b', '61c']));
  });

  test.for(Object.keys(commands))('%s steers no terminal', async (name) => {
    expect(uses[name], `say above how ${name} is used`).toBeDefined();
    for (const use of uses[name] ?? []) {
      const args = given(use());
      clean(await command(...args), args.join(' '));
      const json = await command(...args, '--json');
      clean(json, `${args.join(' ')} --json`);
    }
  });

  test.each([60, 140])('on a terminal of %s columns they break no table, and colour nothing', async (columns) => {
    const styles = /\u001b\[(?:1|2|22|3[0-9])m/g;
    for (const args of [
      ['search', '数据标注'],
      ['sources', 'list'],
      ['calendar'],
      ['show', id, '--links'],
      ['gaps', '--wanted'],
      ['figures'],
    ]) {
      const { out } = await onTerminal(columns, () => command(...args, ...store), { FORCE_COLOR: '1' });
      expect([args, out.includes('\u001b[1m')]).toEqual([args, true]);
      clean({ status: 0, out: out.replaceAll(styles, ''), err: '' }, args.join(' '));
      // What cannot be broken, as an address, may stand out; a row of a table may not.
      const rows = out.split('\n').filter((line) => !line.startsWith(' ') && !/https?:/.test(line));
      expect([args, rows.filter((line) => stringWidth(line) > columns)]).toEqual([args, []]);
      // A style that begins ends in its line: nothing of it is left for the next.
      for (const line of rows)
        expect([line, (line.match(/\u001b\[(?:1|2|3[0-8])m/g) ?? []).length]).toEqual([
          line,
          (line.match(/\u001b\[(?:22|39)m/g) ?? []).length,
        ]);
    }
  });

  test('an export to a file is as clean', async () => {
    for (const format of ['jsonl', 'csv', 'ris', 'bibtex', 'csl', 'markdown']) {
      const file = join(bench.folder, `out.${format}`);
      await command('export', '--format', format, '--out', file, ...store);
      // A table begins with the mark by which Excel knows UTF-8.
      clean({ status: 0, out: readFileSync(file, 'utf8').replace(/^\ufeff/, ''), err: '' }, format);
    }
    const cells = readFileSync(join(bench.folder, 'out.csv'), 'utf8').split(/[\n,]/);
    expect(cells.filter((cell) => /^"[=+@\-＝]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.startsWith(`"'=HYPERLINK`))).toBe(true);
  });

  test('the process itself says no more than its commands do', async () => {
    const data = join(bench.folder, 'own');
    mkdirSync(data, { mode: 0o700 });
    const args = ['--config', config, '--data', data, '--now', now];
    clean(await processOf(['run', '--replay', warc, ...args]), 'run');
    clean(await processOf(['search', '数据', ...args]), 'search');
    // Redirected into a file, a table has the mark at its head, too.
    expect((await processOf(['export', '--format', 'csv', ...args])).out).toMatch(/^\ufeffid,/);
    clean(await processOf([given([hostile])[0] ?? '']), 'an unknown command');
    clean(await processOf(['run', given([`--${hostile}`])[0] ?? '']), 'an unknown option');
  });

  test.for([
    '/api/v1/documents',
    '/feeds/documents.rss',
    '/feeds/documents.atom',
    '/feeds/documents.json',
    '/calendar.ics',
    '/documents',
    '/',
  ])('%s steers nothing either', async (path) => {
    const text = await bench.within({ now, config }, async (context) => {
      const app = createApp(answersOf(context, { secret: 'x', local: true }));
      return (await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } })).text();
    });
    clean({ status: 0, out: text, err: '' }, path);
  });
});

test('JSON that is read in again stays exact; what is shown loses what steers and what nobody sees, and nothing else', () => {
  const value = { [hostile]: [hostile, '文 tab\tand\r\nend', '\u{1f9e7}', '\ud800'] };
  expect(JSON.parse(toExactJson(value))).toEqual(value);
  const unseen = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\u3164\u{e0000}-\u{e0fff}]|[\ufe00-\ufe0f]/gu;
  const seen = hostile.replaceAll(unseen, '');
  expect(JSON.parse(toPrintableJson(value))).toEqual({ [seen]: [seen, ...(value[hostile]?.slice(1) ?? [])] });
  for (const written of [toExactJson(value, 2), toPrintableJson(value, 2)]) expect(raw(written)).toEqual([]);
  expect(toPrintable('文 tab\tand\r\nend\u{1f9e7}')).toBe('文 tab\tand\r\nend\u{1f9e7}');
});
