import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Declaration } from '../../shared/model/source.ts';
import { opt } from '../../shared/model/values.ts';
import { sources as builtIn } from '../../shared/sources/index.ts';
import { article, declaration, siteOf } from './pages.ts';
import { type Recorded, writeWarcFile } from './warc.ts';

/**
 * A day of the declared sources, as their recordings in tests/sources show them, each page of their lists made up; and of a site that
 * publishes every hour.
 */

type Entry = { readonly url: string; readonly title: string; readonly publishedOn?: string };
type Expected = { readonly entries: readonly Entry[]; readonly next?: string; readonly article?: { readonly url: string } };
type Answers = { readonly answers: readonly Recorded[]; readonly pages: readonly string[] };

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.json': 'application/json', '.xml': 'application/xml' };

/** Every how manieth of the sources that are read. */
const declaredSites = (step: number): readonly Declaration[] =>
  builtIn.filter(({ needs }) => needs === undefined).filter((_, n) => n % step === 0);

/** Each page has a number of its own, so that each is a document. */
const pageOf = ({ title, publishedOn: published = '2026-11-20' }: Entry, n: number): string =>
  article({
    ...{ path: '', title, number: `国数样〔2026〕${n}号`, signed: published, published },
    lines: ['各省、自治区、直辖市数据管理部门：', `为支持人工智能发展，现就第${n}号事项通知如下。`, `一、每年不低于${n}万条。`],
  });

/** Answers of the sources, and the pages that their lists name. Of those that are read at another address nothing is recorded. */
function ofDeclared(sources: readonly Declaration[]): Answers {
  const pages = new Set<string>();
  const answers: Recorded[] = [];
  for (const { id, listing, more = [], article: reading } of sources) {
    const own = join(import.meta.dirname, '../sources', id);
    const file = readdirSync(own).find((name) => name.startsWith('listing.')) ?? '';
    const { entries, next, article: sample }: Expected = JSON.parse(readFileSync(join(own, 'expected.json'), 'utf8'));
    const today = new Date(playedDay.from).toISOString().slice(0, 10);
    const later = entries.find(({ publishedOn = '' }) => publishedOn > today);
    if (later)
      throw new Error(`${id}: the recording is of ${later.publishedOn}, behind the day that is played: move playedDay to a later Sunday`);
    const list = { headers: { 'Content-Type': types[extname(file)] ?? '' }, body: readFileSync(join(own, file)) };
    // Further lists, and where one goes on, show the same.
    for (const { url, body } of [listing, ...more]) answers.push({ url, ...list, ...opt('posted', body) });
    if (next !== undefined) answers.push({ url: next, ...list });
    for (const entry of reading?.readAt ? [] : entries.filter(({ url }) => !pages.has(url))) {
      pages.add(entry.url);
      const page = join(own, 'article.html');
      answers.push({
        url: entry.url,
        body: entry.url === sample?.url && existsSync(page) ? readFileSync(page) : pageOf(entry, pages.size),
      });
    }
  }
  return { answers, pages: [...pages] };
}

const hourlyHost = 'hourly.played.example';

/** A draft an hour, with a last day for comments. */
function ofHourly({ from, hours, commentBy }: typeof playedDay): Answers {
  const drafts = Array.from({ length: hours }, (_, n) => {
    const at = `${new Date(from + n * 3_600_000).toISOString().slice(0, 19)}Z`;
    const published = at.slice(0, 10);
    const title = `人工智能语料第${n + 1}号管理办法（征求意见稿）公开征求意见`;
    const lines = [`为规范人工智能训练语料，现就第${n + 1}号管理办法公开征求意见。`, `意见反馈截止日期为${commentBy}。`];
    return {
      at,
      path: `/tz/${published.slice(0, 7).replace('-', '')}/t${published.replaceAll('-', '')}_${n}.html`,
      title,
      published,
      lines,
    };
  });
  // Each list with the page that is new on it.
  const answers = drafts.flatMap(({ at }, n) => {
    const [list, newest] = siteOf(hourlyHost, drafts.slice(0, n + 1).toReversed()) as [Recorded, Recorded];
    return [list, newest].map((each) => ({ ...each, at }));
  });
  return { answers, pages: drafts.map(({ path }) => `http://${hourlyHost}${path}`) };
}

/** From a Sunday afternoon on, behind the days of all recordings: a page of tomorrow is not read. Comments end three days after the Monday. */
export const playedDay = { from: Date.parse('2026-12-06T16:00:00+08:00'), hours: 24, commentBy: '2026年12月10日' };

/** Writes recordings, the addresses of all pages, and a configuration that mails by a server at the port. */
export function recordPlayedDay(folder: string, step: number, port: number): void {
  const sources = declaredSites(step);
  const [declared, hourly] = [ofDeclared(sources), ofHourly(playedDay)];
  writeWarcFile(join(folder, 'day.warc.gz'), [...declared.answers, ...hourly.answers]);
  const extra = [declaration('hourly', hourlyHost, { every: 'hour' })];
  const config = {
    sources: { only: [...sources, ...extra].map(({ id }) => id), extra },
    ...{ digest: { from: 'digest@example.org' }, mail: { smtp: { host: '127.0.0.1', port } } },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'pages.json'), JSON.stringify([...declared.pages, ...hourly.pages]));
}
