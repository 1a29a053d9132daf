import { expect, onTestFinished, test } from 'vitest';
import { sectionNames } from '../../shared/model/digest.ts';
import { hasHan } from '../../shared/model/values.ts';
import { createApp } from '../../shared/pages/app.ts';
import { digestMail } from '../../shared/pages/mail/digest-mail.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { composeWeek } from '../../shared/pipeline/read/digest.ts';
import { openSampleStore } from '../support/sample-store.ts';

/** The pages and mails of the sample store in both languages: the Chinese ones have all that the English ones have, and no line has titles of both. */

const blocks =
  /<\/?(?:p|div|li|tr|t[dh]|h\d|d[dt]|section|article|[uo]l|table|form|nav|header|footer|summary|details|caption|label|option|select|blockquote|br|text)\b[^>]*>/g;
const linesOf = (markup: string): readonly string[] =>
  markup
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1>/g, '')
    .replace(blocks, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map((line) => line.trim());

/** Lines in which an English title stands beside Chinese. */
const mixed = (lines: readonly string[], titles: readonly string[]): readonly string[] =>
  lines.filter((line) => titles.some((title) => line.includes(title) && hasHan(line.replaceAll(title, ''))));

const parts = ['article', 'section', 'h1', 'h2', 'h3', 'tr', 'table', 'svg', 'form', 'ol', 'time'];
const partsOf = (markup: string): Readonly<Record<string, number>> =>
  Object.fromEntries(parts.map((part) => [part, markup.split(new RegExp(`<${part}\\b`)).length - 1]));

const all = (markup: string, what: RegExp): ReadonlySet<string> => new Set([...markup.matchAll(what)].map(([, found = '']) => found));
/** Where links lead, whatever the language of the page behind them. */
const linksOf = (markup: string): ReadonlySet<string> =>
  new Set(
    [...all(markup, /href="([^"]+)"/g)].map((href) =>
      href.replace(/(?:[?]|&amp;)lang=(?:zh|en)(?=#|$|&amp;)/, '').replace(/lang=zh&amp;/, ''),
    ),
  );
/** Chinese words that prove a fact. */
const quotesOf = (markup: string): ReadonlySet<string> =>
  new Set([...all(markup, /<q lang="zh-Hans">([^<]+)<\/q>/g), ...all(markup, /“([^”<]{6,})”/g)].filter(hasHan));
/** What only the English page has. */
const lost = (english: string, chinese: string) => ({
  links: [...linksOf(english)].filter((href) => !linksOf(chinese).has(href)),
  quotes: [...quotesOf(english)].filter((quote) => !chinese.includes(quote)),
});

type Item = {
  readonly id: string;
  readonly english: { readonly title: string };
  readonly issuers: readonly { readonly english?: string }[];
};

test('pages', async () => {
  const sample = await openSampleStore();
  onTestFinished(() => sample.bench.close());
  await sample.run('20');
  await sample.within(async (context) => {
    const app = createApp(answersOf(context, { secret: 'x', local: true }));
    const get = async (path: string): Promise<string> =>
      (await app.request(`http://127.0.0.1:4180${path}`, { headers: { host: '127.0.0.1:4180' } })).text();
    const { items } = JSON.parse(await get('/api/v1/documents')) as { items: Item[] };
    expect(items.filter(({ english }) => hasHan(english.title))).toEqual([]);
    const whole = await Promise.all(items.map(async ({ id }) => JSON.parse(await get(`/api/v1/documents/${id}`)) as Item));
    const bodies = whole.flatMap(({ issuers }) => issuers.flatMap(({ english = [] }) => english));
    expect(bodies).not.toEqual([]);
    const titles = [...items.map(({ english }) => english.title), ...bodies, ...Object.values(sectionNames).map(([english]) => english)];
    const lists = [
      '/',
      '/documents',
      '/documents?q=算力 overseas',
      '/calendar',
      '/digests',
      '/lineage',
      '/figures',
      '/gaps',
      '/places',
      '/sources',
      ...['/themes', '/themes/compute', '/landmarks', '/landmarks/ai-plus', '/choices', '/compare', '/api', '/digests/2026-W47'],
      `/compare?a=${items[0]?.id}&b=${items[1]?.id}`,
    ];
    for (const path of [...lists, ...items.flatMap(({ id }) => [`/documents/${id}`, `/documents/${id}/text`, `/lineage/${id}`])]) {
      const [english, chinese] = [await get(path), await get(`${path}${path.includes('?') ? '&' : '?'}lang=zh`)];
      expect.soft([path, lost(english, chinese)]).toEqual([path, { links: [], quotes: [] }]);
      expect.soft([path, partsOf(chinese)]).toEqual([path, partsOf(english)]);
      expect.soft([path, mixed(linesOf(chinese), titles)]).toEqual([path, []]);
    }
    const digest = await composeWeek('2026-W47', context);
    const tongues = ['en', 'zh'] as const;
    const [english, chinese] = tongues.map((language) => digestMail(digest, { language, baseUrl: 'http://127.0.0.1:4180' }).html);
    expect(mixed(linesOf(chinese ?? ''), titles)).toEqual([]);
    for (const { id } of items) expect([id, chinese?.includes(id)]).toEqual([id, english?.includes(id)]);
    expect(lost(english ?? '', chinese ?? '').quotes).toEqual([]);
    expect(mixed(digestText(digest, 'zh').split('\n'), titles)).toEqual([]);
  });
});
