import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { written } from '../../functions/cli/export.ts';
import { checkSource } from '../../shared/pipeline/collect/check.ts';
import { openBench } from '../support/bench.ts';
import { declaration } from '../support/pages.ts';
import { roundsOfTests } from '../support/rounds.ts';
import { at } from '../support/sample-store.ts';
import { type Recorded, writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const json = (path: string, value: unknown): Recorded => ({
  url: `http://${host}${path}`,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});
const empty = (path: string): Recorded => ({ url: `http://${host}${path}`, body: '<html><body><div id="app"></div></body></html>' });

const title = '关于《样例数据管理办法（征求意见稿）》公开征求意见的通知';
const text =
  '<p>为规范数据管理，我局起草了《样例数据管理办法（征求意见稿）》，现向社会公开征求意见。</p><p>意见反馈截止时间为2026年12月20日。</p>';
const listOf = (link: string): Recorded => ({
  url: `http://${host}/tz/index.html`,
  body: `<html><body><ul><li><a href="${link}">${title}</a><span>2026-11-20</span></li></ul></body></html>`,
});
const fields = { title: 'data.name', body: 'data.content' };

async function play(article: object, site: readonly Recorded[]) {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const config = bench.file('config.json', {
    sources: { only: ['sample'], extra: [declaration('sample', host, { article: { ...fields, ...article } })] },
    digest: { from: 'digest@example.org' },
  });
  const replay = [writeWarcFile(join(bench.folder, 'site.warc.gz'), site)];
  const choices = { now: at('26'), config, replay };
  const report = await bench.run(choices);
  const documents = (await bench.exported({ now: at('26'), config }))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const checked = await bench.within(choices, (context) => checkSource(context.settings.sources[0] ?? expect.fail('no source'), context));
  const addresses = await bench.within(choices, async (context) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of written('warc', {}, context)) pieces.push(Buffer.from(piece));
    return [
      ...gunzipSync(Buffer.concat(pieces))
        .toString()
        .matchAll(/^WARC-Target-URI: (\S+)/gm),
    ].map(([, url]) => url);
  });
  return { report, documents, checked, addresses: [...new Set(addresses)] };
}

const people = '/view.html?docId=7';
const interfaceAt = [`http://${host}/api/doc?id={docId}`];

test('a page that only its script fills is read where its declaration says, and is cited by the address for people', async () => {
  const site = [listOf(people), empty(people), json('/api/doc?id=7', { data: { name: title, content: text } })];
  const { report, documents, checked, addresses } = await play({ readAt: interfaceAt }, site);
  expect(report.failures).toEqual([]);
  expect(documents).toMatchObject([{ title, url: `http://${host}${people}` }]);
  expect(documents[0].text).toContain('现向社会公开征求意见');
  expect(checked.article).toMatchObject({ state: 'ok', url: `http://${host}${people}`, title });
  expect(addresses, 'evidence says which address answered').toEqual([`http://${host}/api/doc?id=7`]);
});

test('a file that the answer does not name is declared, and read as one of the page', async () => {
  const site = [
    listOf(people),
    empty(people),
    json('/api/doc?id=7', { data: { name: title, content: text } }),
    {
      url: `http://${host}/doc/7/attachment.txt`,
      headers: { 'Content-Type': 'text/plain' },
      body: '样例数据管理办法（征求意见稿）\n第一条　为规范数据管理，制定本办法。',
    },
  ];
  const files = [`http://${host}/doc/{docId}/attachment.txt`, `http://${host}/doc/{other}/attachment.txt`];
  const { documents } = await play({ readAt: interfaceAt, files }, site);
  expect(documents).toMatchObject([{ attachments: [{ url: `http://${host}/doc/7/attachment.txt`, title, state: 'read' }] }]);
});

const application = '/sa.html#/abc';
const inSteps = [`http://${host}/api/lead?key={fragment}`, `http://${host}/api/doc?id={articleId}`];
const lead = (value: unknown): Recorded => json('/api/lead?key=abc', { status: 1, data: value });

test('an answer that only names the next address leads on', async () => {
  const site = [
    listOf(application),
    lead(`http://${host}/shell.html?articleId=9`),
    json('/api/doc?id=9', { data: { name: title, content: text } }),
  ];
  const { report, documents } = await play({ readAt: inSteps }, site);
  expect(report.failures).toEqual([]);
  expect(documents).toMatchObject([{ title, url: `http://${host}${application}` }]);
});

test('an answer that leads nowhere is a fault of the page, with what was missing', async () => {
  const { report, documents } = await play({ readAt: inSteps }, [listOf(application), lead('gone')]);
  expect(documents).toEqual([]);
  expect(report.failures).toMatchObject([{ kind: 'unrecognised', detail: expect.stringContaining('names no address') }]);
});

test('another page of the site is read at its own address', async () => {
  const plain = {
    url: `http://${host}/tz/1.html`,
    body: `<html><body><h1>${title}</h1><div class="TRS_Editor">${text}</div></body></html>`,
  };
  const { report, documents } = await play({ readAt: interfaceAt, title: 'h1', body: '.TRS_Editor' }, [listOf('/tz/1.html'), plain]);
  expect(report.failures).toEqual([]);
  expect(documents).toMatchObject([{ title, url: plain.url }]);
});

const openRounds = roundsOfTests();

test('a page that a person saved is read as the browser shows it, and nothing else is asked for', async () => {
  const store = openRounds(declaration('sample', host, { article: { ...fields, readAt: interfaceAt } }));
  const file = join(store.folder, 'page.html');
  writeFileSync(file, `<html><head><title>${title}</title></head><body><h1>${title}</h1><div class="content">${text}</div></body></html>`);
  const said = await store.say('2026-11-26', 'add', `http://${host}${people}`, '--file', file, '--json');
  expect(said).toMatchObject({ status: 0 });
  expect(JSON.parse(said.out)).toMatchObject({ title, type: 'draft', text: expect.stringContaining('现向社会公开征求意见') });
});
