import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory } from '../support/answers.ts';
import { type Bench, openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { writeWarcFile } from '../support/warc.ts';

const url = 'http://data.sample.example/fg/1.html';
const title = '人工智能算力数据报送管理规定';
const quote = '根据2022年5月31日国家统计局令第39号修订';
const html = `<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><div class="TRS_Editor"><p>（2015年10月29日国家统计局令第18号公布　${quote}）</p><p>第一条　为了规范人工智能算力数据报送，根据有关法律，制定本规定。</p><p>第二条　智能算力中心应当每季度报送训练数据与能耗，不得瞒报。</p><p>第三条　本规定自公布之日起施行。</p></div></body></html>`;
const amendments = [
  {
    date: { value: '2022-05-31', precision: 'day', from: 'body', quote },
    number: '国家统计局令第39号',
    issuer: expect.objectContaining({ name: '国家统计局' }),
    quote,
  },
];

let bench: Bench;
let store: readonly string[];
beforeAll(async () => {
  bench = await openBench();
  store = ['--data', bench.data, '--now', '2026-11-18T09:00:00+08:00'];
  const warc = writeWarcFile(join(bench.folder, 'law.warc.gz'), [{ url, body: html }]);
  const added = await command('add', url, '--replay', warc, '--json', ...store);
  expect([added.status, added.err]).toEqual([0, added.err]);
});
afterAll(() => bench.close());

test('the stored document, the export and the command line tell by which acts it was amended', async () => {
  const shown = JSON.parse((await command('show', '国家统计局令第18号', '--json', ...store)).out);
  expect(shown).toMatchObject({ number: '国家统计局令第18号', amendments });
  expect(JSON.parse((await command('export', '--format', 'jsonl', ...store)).out)).toMatchObject({ amendments });
  expect((await command('show', shown.id, ...store)).out).toContain(`amended       2022-05-31 国家统计局令第39号: ${quote}`);
  const page = await createApp({ ...memory(), document: async () => shown }).request(`/documents/${shown.id}`, {
    headers: { accept: 'text/html' },
  });
  const words = await page.text();
  expect(words).toMatch(/<dt>Amended by<\/dt>/);
  expect(words).toContain(quote);
});

test('parse prints them', async () => {
  const file = bench.file('law.html', html);
  expect((await command('parse', file, '--url', url)).out).toContain(`amended       2022-05-31 国家统计局令第39号: ${quote}`);
  expect(JSON.parse((await command('parse', file, '--url', url, '--json')).out)).toMatchObject({ amendments });
});
