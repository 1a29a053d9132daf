import { describe, expect, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import type { Listing } from '../../shared/model/source.ts';
import { readPage } from '../../shared/stages/read.ts';

const url = 'http://data.sample.example/tz/index.html';
const item = (n: number): string => `<li><a href="/tz/${n}.html">关于第${n}项工作安排的通知</a><span>2026-11-${10 + n}</span></li>\n`;
const items = Array.from({ length: 8 }, (_, n) => item(n)).join('');
const head = '<html><head><title>通知</title></head><body><div class="nav"><a href="/">首页</a></div><div class="wrap"><ul class="list">\n';
const whole = `${head}${items}</ul></div></body></html>`;

async function outcome(text: string, listing: Partial<Listing> = {}): Promise<string | number> {
  try {
    const bytes = Buffer.from(text);
    const declared = { format: 'dated-links' as const, url, ...listing };
    const page = await readPage({ as: 'listing', url, bytes, listing: declared, today: '2026-11-25' });
    return page.kind === 'listing' ? page.entries.length : page.kind;
  } catch (error) {
    if (error instanceof SourceError) return error.trouble;
    throw error;
  }
}

describe.each<[string, Partial<Listing>]>([
  ['dated-links', {}],
  ['html', { format: 'html', items: 'ul.list > li', title: 'a', link: 'a', date: 'span' }],
])('a list (%s)', (_name, listing) => {
  test.each([
    ['whole', whole, 8],
    ['without the ends that nobody misses', whole.replace('</body></html>', ''), 8],
    ['whose lines do not end', whole.replaceAll('</li>', ''), 8],
    ['whose footer alone is cut', `${head}${items}</ul></div><div class="footer"><p>主办单位：某局</p><a href="/m`, 8],
    ['without any of its ends', `${head}${items}`, 'truncated'],
    ['cut between two entries', `${head}${item(1)}${item(2)}${item(3)}${item(4)}`, 'truncated'],
    ['cut within an entry', whole.slice(0, whole.indexOf('第5项')), 'truncated'],
    ['cut within a tag', whole.slice(0, whole.indexOf('/tz/5')), 'truncated'],
    ['cut before its first entry', `${head.slice(0, -5)}`, 'truncated'],
  ])('%s', async (_what, text, expected) => expect(await outcome(text, listing)).toBe(expected));
});

test('JSON that ends before its brackets do', async () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ title: `关于第${n}项工作的通知}`, url: `/tz/${n}.html`, date: '2026-11-10' }));
  const json = JSON.stringify({ data: { list: rows } });
  const listing: Partial<Listing> = { format: 'json', items: 'data.list' };
  expect(await outcome(json, listing)).toBe(5);
  for (const at of [json.length - 1, json.length - 3, json.indexOf('第3项'), json.indexOf(',{') + 1])
    expect(await outcome(json.slice(0, at), listing)).toBe('truncated');
  expect(await outcome(`callback(${json.slice(0, -3)}`, listing)).toBe('truncated');
  expect(await outcome('{"title": 请稍候}', listing)).toBe('unrecognised');
});

test('a page that is cut after a whole sentence says so', async () => {
  const body = '<p>一、各地应当在2027年底前建成智能算力平台。</p><p>二、本通知自印发之日起施行。</p>';
  const page = `<html><head><title>关于建设算力平台的通知</title></head><body><div class="article"><h1>关于建设算力平台的通知</h1><div class="TRS_Editor">${body}</div></div></body></html>`;
  const warningsOf = async (text: string) => {
    const read = await readPage({ as: 'article', url, bytes: Buffer.from(text), today: '2026-11-25' });
    return read.kind === 'article' ? read.warnings.filter(({ reason }) => reason.includes('ends before')) : [];
  };
  expect(await warningsOf(page)).toEqual([]);
  expect(await warningsOf(page.replace('</body></html>', ''))).toEqual([]);
  const cut = page.slice(0, page.indexOf('</p>') + 4);
  expect(await warningsOf(cut)).toEqual([{ field: 'text', reason: 'the page ends before its text does; the rest may be missing' }]);
});
