import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SourceError } from '../../shared/model/errors.ts';
import { readPage } from '../../shared/stages/read.ts';
import { canonicalUrl } from '../../shared/stages/urls/address.ts';
import { numbersOf } from '../support/shuffle.ts';
import { check, rowsOf } from './check.ts';

/** Lists read without a declaration: those that the corpus has saved, and thirty made ones, each of pieces drawn by a fixed seed. */

const today = '2026-11-25';
type Line = { readonly url: string; readonly title: string; readonly day: string };
type Score = { found: number; of: number; wrongDays: number; refused: string[] };

async function score(bytes: Buffer, url: string, lines: readonly Line[], to: Score): Promise<void> {
  to.of += lines.length;
  try {
    const read = await readPage({ as: 'listing', url, bytes, today, listing: { format: 'dated-links', url } });
    const entries = new Map(read.kind === 'listing' ? read.entries.map((each) => [canonicalUrl(each.url), each]) : []);
    for (const line of lines) {
      const entry = entries.get(canonicalUrl(line.url));
      if (entry?.title.replaceAll(/\s/g, '') !== line.title.replaceAll(/\s/g, '')) continue;
      to.found += 1;
      if (entry.publishedOn !== undefined && line.day !== '' && entry.publishedOn !== line.day) to.wrongDays += 1;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    to.refused.push(`${path.basename(url)}: ${error.message.slice(0, 160)}`);
  }
}

type Maker = (line: Line, day: string) => string;
const holders: readonly (readonly [open: string, item: Maker, close: string])[] = [
  ['<ul class="list">', ({ url, title }, day) => `<li><a href="${url}" target="_blank">${title}</a><span>${day}</span></li>`, '</ul>'],
  [
    '<ul>',
    ({ url, title }, day) => `<li><span class="date">${day}</span><i></i><a title="${title}" href="${url}">${title}</a></li>`,
    '</ul>',
  ],
  [
    '<table><tbody>',
    ({ url, title }, day) => `<tr><td>·</td><td><a href="${url}">${title}</a></td><td nowrap>${day}</td></tr>`,
    '</tbody></table>',
  ],
  [
    '<div class="news">',
    ({ url, title }, day) => `<div class="item"><h4><a href="${url}">${title}</a></h4><p class="t">${day}</p></div>`,
    '</div>',
  ],
  ['<dl>', ({ url, title }, day) => `<dd><em>${day}</em><a href="${url}">${title}</a></dd>`, '</dl>'],
  ['<section>', ({ url, title }, day) => `<article><a href="${url}"><b>${title}</b><time>${day}</time></a></article>`, '</section>'],
  [
    '<ol>',
    ({ url, title }, day) => `<li><p><a href="${url}">${title}</a></p><p>云州市数据局　发布时间：${day}　浏览：31</p></li>`,
    '</ol>',
  ],
];
const days: readonly ((day: string) => string)[] = [
  (day) => day,
  (day) => `[${day}]`,
  (day) => `(${day.replaceAll('-', '/')})`,
  (day) => day.replaceAll('-', '.'),
  (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
  (day) => `${day} 09:30:12`,
  (day) => `<b>${day.slice(8)}</b><br>${day.slice(0, 7)}`,
];
const before: readonly string[] = [
  '',
  '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a><a href="/hd/">互动交流</a></div>',
  '<div class="hot"><h3>热点推荐</h3><ul><li><a href="/x/1.html">云州样例专题</a></li><li><a href="/x/2.html">数据样例专栏</a></li></ul></div>',
  '<div class="date">今天是2026年11月25日 星期三</div>',
  '<div class="top"><a href="/zt/t20260301_7.html">关于海雾样例大会的重要公告</a></div>',
];
const after: readonly string[] = [
  '',
  '<div class="page"><a href="index_1.html">下一页</a><a href="index_9.html">尾页</a> 共10页</div>',
  '<script>createPageHTML(10, 0, "index", "html");</script>',
  '<div class="foot">云州市数据局主办　备案号：云ICP备2026001号　更新时间：2026-11-25</div>',
  '<div class="links"><a href="http://www.yunhai.gov.cn/">云海市人民政府</a><a href="http://www.haiwu.gov.cn/">海雾区人民政府</a></div>',
];
const subjects = ['算力券样例发放', '公共数据样例登记', '智能体样例征集', '海雾模型样例评测', '数据产权样例试点', '样例园区名单'];
const forms = ['关于开展X工作的通知', '云州市X实施方案（2026年）', 'X结果公示', '关于征求《云州市X办法》意见的公告', '云州市X答记者问'];

function madeList(seed: number): { readonly html: string; readonly lines: readonly Line[] } {
  const next = numbersOf(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const count = 6 + (seed % 5) * 4;
  const lines = Array.from({ length: count }, (_, n): Line => {
    const day = new Date(Date.UTC(2026, 10, 24 - n * (1 + (seed % 4)))).toISOString().slice(0, 10);
    const title = pick(forms).replace('X', `第${n + 1}批${pick(subjects)}`);
    return { url: `https://sjj.yunzhou.gov.cn/zwgk/tz/t${day.replaceAll('-', '')}_${1000 + n}.html`, title, day };
  });
  const [open, item, close] = pick(holders);
  const show = pick(days);
  const rows = lines.map((line) => item(line, show(line.day)));
  // Some sites cut a list into pieces, or put a rule between its lines.
  const apart = pick([
    rows.join('\n'),
    rows.join(''),
    rows.map((row, n) => (n > 0 && n % 5 === 0 && close !== '</section>' ? `${close}${open}${row}` : row)).join(''),
  ]);
  return {
    html: `<!doctype html><html><head><meta charset="utf-8"><title>通知公告_云州市数据局</title></head><body>${pick(before)}<div class="main">${open}${apart}${close}</div>${pick(after)}</body></html>`,
    lines,
  };
}

/** At least 95 of 100 entries, and no wrong day. */
function told(name: string, { found, of, wrongDays, refused }: Score): void {
  check(`${name} ≥ 95 % of entries, no wrong day`, found >= 0.95 * of && wrongDays === 0, `${found}/${of}, wrong days ${wrongDays}`);
  for (const each of refused) console.log(`  refused ${each}`);
}

export async function lists(corpus: string): Promise<void> {
  const saved: Score = { found: 0, of: 0, wrongDays: 0, refused: [] };
  const urls = new Map(rowsOf(path.join(corpus, 'manifest.tsv')).map(({ file = '', url = '' }) => [file, url]));
  const expected = Map.groupBy(rowsOf(path.join(corpus, 'lists/expected-items.tsv')), ({ file = '' }) => file);
  for (const [file, rows] of expected) {
    if (!existsSync(path.join(corpus, file)) || !/html$/.test(file)) continue;
    const at = urls.get(file) || `https://${file.split('/')[1]}/`;
    const lines = rows.map(({ url = '', title = '', date = '' }) => ({ url: new URL(url, at).href, title, day: date.slice(0, 10) }));
    await score(readFileSync(path.join(corpus, file)), at, lines, saved);
  }
  told('lists, saved', saved);
  const made: Score = { found: 0, of: 0, wrongDays: 0, refused: [] };
  for (let seed = 1; seed <= 30; seed += 1) {
    const { html, lines } = madeList(seed);
    await score(Buffer.from(html), `https://sjj.yunzhou.gov.cn/zwgk/tz/index.html?made=${seed}`, lines, made);
  }
  told('lists, thirty made ones', made);
}
