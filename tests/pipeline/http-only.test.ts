import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, notices } from '../support/pages.ts';
import { writeWarcFile } from '../support/warc.ts';

/** Where a site was read by http, every face leads there: it may have nothing else. One that was read by https stays https. */

const [plain, secure] = ['http://plain.sample.example', 'https://secure.sample.example'];
const now = '2026-11-18T09:00:00+08:00';
let bench: Bench;
let store: readonly string[];
let config: string;

beforeAll(async () => {
  bench = await openBench();
  const secured = { ...declaration('secure', 'secure.sample.example'), listing: { format: 'dated-links', url: `${secure}/tz/index.html` } };
  config = bench.file('config.json', {
    sources: { only: ['plain', 'secure'], extra: [declaration('plain', 'plain.sample.example'), secured] },
    digest: { from: 'digest@example.org', language: 'both' },
  });
  const [first, second] = notices;
  if (!first || !second) throw new Error('no notices');
  const pages = [
    { at: plain, notice: first },
    { at: secure, notice: second },
  ];
  const warc = writeWarcFile(
    join(bench.folder, 'two.warc.gz'),
    pages.flatMap(({ at, notice }) => [
      { url: `${at}/tz/index.html`, body: listing([notice]) },
      { url: `${at}${notice.path}`, body: article(notice) },
    ]),
  );
  store = ['--config', config, '--data', bench.data, '--now', now];
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config, replay: [warc] });
});
afterAll(() => bench.close());

const leadsThere = (face: string, text: string): void => {
  expect([face, text.includes(plain), text.includes('https://plain.sample.example')]).toEqual([face, true, false]);
  expect([face, text.includes(secure), text.includes('http://secure.sample.example')]).toEqual([face, true, false]);
};

test.each(['csv', 'ris', 'bibtex', 'csl', 'markdown'])('export --format %s', async (format) => {
  leadsThere(format, (await command('export', '--format', format, ...store)).out);
});

test.each(['text', 'html', 'json'])('digest --format %s', async (format) => {
  leadsThere(format, (await command('digest', '--week', '2026-W46', '--format', format, ...store)).out.replaceAll('&#47;', '/'));
});

test('search, show and resolve; who asks with either address finds the document', async () => {
  leadsThere('search', (await command('search', '数据', '--json', ...store)).out);
  for (const address of [plain, plain.replace('http:', 'https:')]) {
    const { out } = await command('show', `${address}${notices[0]?.path}`, ...store);
    expect(out).toContain(`${plain}${notices[0]?.path}`);
    expect(out).not.toContain('https://plain.sample.example');
  }
});

test.each(['/documents', '/api/v1/documents', '/feeds/documents.atom', '/feeds/documents.json', '/api/v1/documents.csv', '/'])(
  '%s',
  async (path) => {
    const text = await bench.within({ now, config }, async (context) =>
      (await createApp(answersOf(context, { secret: 'x', local: true })).request(`http://127.0.0.1:4180${path}`)).text(),
    );
    leadsThere(path, text);
  },
);
