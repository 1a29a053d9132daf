import { load } from 'cheerio';
import type { Digest, DigestItem } from '../../shared/model/digest.ts';
import type { ShownDocument } from '../../shared/model/document.ts';
import { itemsOf } from '../../shared/stages/digest/narrow.ts';

/** What is wrong with a digest: facts without their quote, mixed scripts, a document twice, sentences that do not end. Empty lists when all is well. */

const han = /\p{Script=Han}/u;
/** A word in small letters: a Chinese headline has names such as AI at most. */
const englishWords = /\b[a-z]{3,}\b/;
/** Without blanks and widths. */
export const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

type Fact = { readonly says: string; readonly quote: string; readonly document: string };

/** Everything that the digest states with a quote, and of which document. */
export function factsOf(digest: Digest): readonly Fact[] {
  return [
    ...itemsOf(digest).flatMap(({ id, summary = [], quotes }) => [
      ...summary.map(({ says, quote }) => ({ says, quote, document: id })),
      ...quotes.map((quote) => ({ says: 'quoted sentence', quote, document: id })),
    ]),
    ...(digest.highlights ?? []).flatMap(({ id, reasons }) => reasons.map(({ kind, quote }) => ({ says: kind, quote, document: id }))),
    ...(digest.moved ?? []).flatMap(({ subject, now, before }) =>
      [now, ...(before ? [before] : [])].map(({ quote, document }) => ({ says: subject.en, quote, document })),
    ),
  ];
}

/** What the page of a document says: its text and what stands around it. */
function wordsOf(document: ShownDocument): string {
  const { title, number, text, dates, issuers, participate = [], citations, links, amendments = [], subject = '' } = document;
  const names = issuers.map(({ name }) => name);
  const quotes = [...Object.values(dates), ...participate, ...citations, ...links, ...amendments].map(({ quote }) => quote);
  return bare([title, number, subject, text, ...quotes, names.join(' '), ...document.copies.map(({ url }) => url)].join('\n'));
}

/** Facts of which no quote stands in the document, word for word; `…` joins two places or ends a long one. `earlier`: texts of earlier revisions. */
export function unprovedFacts(
  digest: Digest,
  documents: readonly ShownDocument[],
  earlier: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly string[] {
  const words = new Map(documents.map((each) => [each.id, wordsOf(each)]));
  return factsOf(digest).flatMap(({ says, quote, document }) => {
    const held = [words.get(document) ?? '', ...(earlier.get(document) ?? []).map(bare)].join('\n');
    const parts = quote.split(/…+/).map(bare).filter(Boolean);
    return parts.length > 0 && parts.every((part) => held.includes(part)) ? [] : [`${document} ${says}: “${quote}”`];
  });
}

/** Documents that stand in full more than once, and those of a reading's line that stand in full as well. */
export function repeatedDocuments(digest: Digest): readonly string[] {
  const full = itemsOf(digest).filter(({ inFull }) => inFull === undefined);
  const twice = [...Map.groupBy(full, ({ id }) => id)].filter(([, all]) => all.length > 1).map(([id]) => id);
  const urls = new Set(full.map(({ url }) => url));
  return [...twice, ...full.flatMap(({ coverage }) => coverage.filter(({ url }) => urls.has(url)).map(({ url }) => url))];
}

/** Acts that stand in full under two ids: the same title, marks of a wire before it off, and no two issuers that differ. */
export function sameActs(digest: Digest): readonly string[] {
  const acts = itemsOf(digest).filter(({ inFull, summary = [] }) => inFull === undefined && summary.length > 0);
  const titleOf = ({ act, title }: DigestItem): string => bare(act?.title ?? title).replace(/^\([^()]{1,8}\)/, '');
  return [...Map.groupBy(acts, titleOf)]
    .filter(([, all]) => all.length > 1 && new Set(all.flatMap(({ issuers }) => issuers[0]?.id ?? issuers[0]?.name ?? [])).size < 2)
    .map(([title]) => title);
}

const names = /《[^》]{1,200}》|[\p{Script=Han}]{1,12}〔\d{4}〕\s?(?:第\s?)?\d{1,6}\s?号/gu;

/** Sentences and titles in English with Chinese in them that is no name. */
export function mixedSentences(digest: Digest): readonly string[] {
  const said = itemsOf(digest).flatMap(({ english, act, summary = [], coverage }) => [
    ...summary.map(({ says }) => says),
    ...[english, act?.english, ...coverage.map((each) => each.english)].filter((each) => each !== undefined && englishWords.test(each)),
  ]);
  const subjects = (digest.moved ?? []).map(({ subject }) => subject.en);
  return [...said, ...subjects].filter((each): each is string => each !== undefined && han.test(each.replace(names, '')));
}

/** Chinese in the markup of an English digest outside elements that say so; the name of the program may stand. */
export function unmarkedChinese(markup: string): readonly string[] {
  const page = load(markup);
  page('[lang^="zh"], style, script, title').remove();
  return page('body')
    .find('*')
    .contents()
    .toArray()
    .flatMap((node) => (node.type === 'text' && han.test(node.data.replace('红头', '')) ? [node.data.trim()] : []));
}

/** Labels without anything behind them. */
export function emptyLabels(markup: string): readonly string[] {
  const page = load(markup);
  const rows = page('dd, dt, h1, h2, h3, li, summary').toArray();
  return rows.filter((row) => page(row).text().trim() === '').map((row) => page.html(row).slice(0, 120));
}

const doubled = /\b([a-z]{2,}) \1\b/i;
const broken =
  /\bundefined\b|\bnull\b|\bNaN\b|\[object|\(\)|“”|《》| [,.;:!?](?:\s|$)|[.,;]{2}|\b1 (?:months|days|years|hours|times)\b|\b(?:[02-9]|\d{2,}) (?:month|day|hour)\b/;

/** English sentences that do not begin or end as one, double a word, or have a hole. */
export function brokenSentences(sentences: readonly string[]): readonly string[] {
  return sentences.filter((each) => {
    const end = /[.!?][”’)]?$/.test(each.trim());
    return !/^["“‘(]?[\p{Lu}\d]/u.test(each.trim()) || !end || doubled.test(each) || broken.test(each);
  });
}

/** Labels that are empty, end in a colon or have a hole. */
export const brokenLabels = (labels: readonly string[]): readonly string[] =>
  labels.filter((each) => each.trim() === '' || /[:：]$/.test(each.trim()) || doubled.test(each) || broken.test(each));

export const summaryLines = (digest: Digest, kind: 'sentence' | 'label'): readonly string[] =>
  itemsOf(digest).flatMap(({ summary = [] }) => summary.filter((line) => line.kind === kind).map(({ says }) => says));

/** Lines of the text that begin with a hyphen, unfolded: the brief and lists. `until` the first heading in capitals. */
export function briefLines(text: string): readonly string[] {
  const head = text.split(/\n(?=[A-Z][A-Z “”]{6,}[^\n]{0,60}\n-{20})/)[0] ?? '';
  const lines = head.replace(/\n {2}(?=\S)/g, ' ').split('\n');
  return lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
}

/** Chinese of the text part that is neither a quote, a title, a number nor a name that the digest has. */
export function strayChinese(text: string, digest: Digest, known: readonly string[] = []): readonly string[] {
  const words = new Set<string>(['红头', ...known]);
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if (han.test(value)) words.add(value);
    } else if (value !== null && typeof value === 'object') for (const each of Object.values(value)) collect(each);
  };
  collect(digest);
  const longest = [...words]
    .map(bare)
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length);
  const rest = longest.reduce((left, each) => left.replaceAll(each, '␣'), bare(text.replace(/\u00AD/g, '')));
  return rest.match(/\p{Script=Han}[\p{Script=Han}、，。；：（）\d]{0,30}/gu) ?? [];
}

/** The words of a page without its markup, and where its links go. */
export function plainText(markup: string): { readonly words: string; readonly links: readonly string[] } {
  const page = load(markup);
  const links = page('a[href]').toArray();
  return { words: bare(page('body').text()), links: links.map((each) => (page(each).attr('href') ?? '').split('?')[0] ?? '') };
}

/** Words of an English reader: addresses and rulers are none, and Chinese is looked at, not read. */
export const wordsIn = (text: string): number =>
  text
    .replace(/https?:\S+/g, ' ')
    .split(/\s+/)
    .filter((each) => /[A-Za-z0-9]/.test(each)).length;
