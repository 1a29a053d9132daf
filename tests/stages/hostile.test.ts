import { expect, test } from 'vitest';
import { SourceError } from '../../shared/model/errors.ts';
import { readPage } from '../../shared/stages/read.ts';
import { cpuMs } from '../support/cpu.ts';

/** Pages made to cost time: 100 KB of one shape, read as an article and as a list. */
const fill = (piece: string, size = 100_000): string => piece.repeat(Math.ceil(size / piece.length));
const nest = (open: string, close: string, depth: number, inner: string): string => open.repeat(depth) + inner + close.repeat(depth);

const shapes: Readonly<Record<string, string>> = {
  'elements without end': fill('<div>'),
  'deep again and again': fill(nest('<div>', '</div>', 400, '发布时间：2026-01-02')),
  'attributes of one tag': `<div ${fill('a="b" ')}>`,
  'a class of many names': `<div class="${fill('trs_editor ')}">`,
  'open brackets': fill('<'),
  'open comments': fill('<!--'),
  'rows of a table': `<table>${fill('<tr><td>索引号</td><td>x</td></tr>')}</table>`,
  'days of one row': `<table><tr><th>发布</th></tr><tr>${fill('<td>2026-01-02')}</tr></table>`,
  'tables in tables': fill(nest('<table><tr><td>a</td><td>', '</td></tr></table>', 90, 'x')),
  'lists in lists': nest('<ul><li>', '</li></ul>', 240, fill('<a href="/x.html">通知公告内容</a>2026-01-02')),
  'a date and much blank, deep': nest('<div class="date">', '</div>', 400, `2026年1月 abcd${fill(' ')}`),
  signatures: fill('<p>工业和信息化部</p><p align="right">2026年1月2日</p>'),
  'names in one line': `<h1>${'部委局厅'.repeat(35)}关于算力的通知</h1>`,
  'numbers of documents': fill('国办发〔2026〕1号、'),
  'numbers that stand first': fill('第1号国务院'),
  'English series': fill('Guo Neng (Fa) '),
  'title marks': fill('《“（'),
  'hidden in hidden': nest('<div style="display:none">', '</div>', 200, fill('国家，。')),
  'many dated links': Array.from(
    { length: 5000 },
    (_, i) => `<li><a href="/a/${i}.html">关于算力的第${i}则通知公告</a>2026-01-02</li>`,
  ).join(''),
};

const url = 'https://www.linjiang.gov.cn/zwgk/1.html';
const jobs = [
  { as: 'article' },
  { as: 'listing', listing: { format: 'dated-links', url } },
  { as: 'listing', listing: { format: 'html', url, items: 'li, div', link: 'a', date: 'span' } },
] as const;

async function read(job: (typeof jobs)[number], bytes: Buffer): Promise<void> {
  const error: unknown = await readPage({ ...job, url, bytes, today: '2026-11-25' }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined) expect(error).toBeInstanceOf(SourceError);
}

test.each(Object.entries(shapes))('%s', async (_, shape) => {
  const bytes = Buffer.from(`<html><head><title>通知</title></head><body>${shape}<p>现将有关事项通知如下。</p></body></html>`);
  for (const job of jobs) {
    // Processor time, and the least of three where it is much: what other programs of the machine take of its caches does not count.
    let least = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && least >= 3000; tries += 1) least = Math.min(least, await cpuMs(() => read(job, bytes)));
    expect(least).toBeLessThan(3000);
  }
});
