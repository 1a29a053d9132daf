import { SourceError, type Trouble } from '../../model/errors.ts';
import { orEmpty } from '../../model/values.ts';
import { readDayFact } from '../dates/dates.ts';
import { type Dom, rawTextOf } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { either, expressionsOf } from '../text/words.ts';
import rows from './block-patterns.json' with { type: 'json' };
import expressions from './expressions.json' with { type: 'json' };
import type { Labels } from './labels.ts';
import lists from './word-lists.json' with { type: 'json' };

const { file } = expressionsOf(expressions.refusal);

type BlockPattern = { readonly trouble: Trouble; readonly what: string; readonly pattern: RegExp };

function compilePatterns(place: 'text' | 'title'): readonly BlockPattern[] {
  const groups = Map.groupBy(
    rows.filter((row) => row.in === place),
    ({ what }) => what,
  );
  return [...groups].map(([what, same]) => ({
    what,
    trouble: same[0]?.trouble === 'refused' ? 'refused' : 'unrecognised',
    pattern: new RegExp(either(same.map(({ pattern }) => pattern)), 'iu'),
  }));
}

/** What pages say that stand in place of a document. It counts only on a page that has little text and not the form of a document. */
const blockPatterns: readonly BlockPattern[] = compilePatterns('text');

/** Titles of such pages, without the name of the site behind them. */
export const blockTitles: readonly BlockPattern[] = compilePatterns('title');

/** A whole text that is nothing but such a sentence, whatever the page around it looks like. */
const blockSentence = new RegExp(
  `^(?:(?:抱歉|对不起|很抱歉|温馨提示|提示|尊敬的用户)[，,：:！! ]{0,2})?${either(lists.blockSentences)}[。.!！…]{0,6}$`,
);

const challengeScript = new RegExp(either(lists.challengeScripts));

/** How much a page holds; `known`: its container is a known one. */
export type Size = { readonly text: string; readonly chars: number; readonly known: boolean; readonly images: number };
type VisiblePage = {
  readonly dom: Dom;
  readonly html: string;
  readonly url: string;
  readonly visible: string;
  readonly labels: Labels;
};

const documentTitle = new RegExp(String.raw`关于.{4}|.{3}${either(lists.documentEndings)}(?:\s{0,2}[（(].{1,20}[)）])?$`);
const mostOfWall = 700;

/**
 * Throws `refused` or `unrecognised` when the words of a page say that it is no document: captcha, challenge, refusal, login, soft
 * 404, maintenance, place-holder. A page with a real text, or with title and date of a document, is never thrown out for a word in it.
 */
export function refuseBlockPage(seen: VisiblePage, size: Size): void {
  const { dom, html, url, visible } = seen;
  const short = visible.length < mostOfWall || (size.chars < 160 && visible.length < 2500);
  if (!short) return;
  refuseData(url, visible);
  const head = pageHeadline(dom);
  const wall = findPattern(blockTitles, head);
  const formed = !wall && hasDocumentForm(seen, head);
  if (visible.length < 400 && !formed && challengeScript.test(html.slice(0, 60_000)))
    throw new SourceError('refused', url, 'a script challenge stands in place of the page');
  if (blockSentence.test(size.text)) {
    const hit = findPattern(blockPatterns, size.text);
    throw new SourceError(hit?.sign.trouble ?? 'unrecognised', url, `${hit?.sign.what ?? 'page not found'}: “${size.text.slice(0, 60)}”`);
  }
  if (formed) return;
  const hit = wall ?? (size.chars < (size.known ? 60 : 260) ? findPattern(blockPatterns, spoken(seen, size)) : undefined);
  if (hit) throw new SourceError(hit.sign.trouble, url, `${hit.sign.what}: “${hit.words}”`);
}

function refuseData(url: string, visible: string) {
  if (!/^\s{0,9}\{\s{0,9}"/.test(visible) || !/\}\s{0,9}$/.test(visible)) return;
  const barred = /\b(?:401|403|429)\b|认证|登[录陆]|权限|token|unauthori[sz]ed|forbidden/i.test(visible);
  throw new SourceError(barred ? 'refused' : 'unrecognised', url, `an answer in JSON, not a page: “${visible.slice(0, 60)}”`);
}

/** What speaks for the page: its text when that is made of sentences, else everything on it. */
const spoken = (seen: VisiblePage, size: Size) => visibleWords(seen, size).replace(/“[^“”\n]{1,60}”/g, '');

const visibleWords = ({ dom, visible }: VisiblePage, { text }: Size) =>
  /[^。！？\n]{50}[。！？]/.test(text) || (text.length >= 80 && (text.match(/[。！？]/g)?.length ?? 0) >= 2)
    ? text
    : `${dom.titleTag}\n${visible}`;

function findPattern(list: readonly BlockPattern[], text: string): { readonly sign: BlockPattern; readonly words: string } | undefined {
  for (const sign of list) {
    const hit = sign.pattern.exec(text);
    if (hit) return { sign, words: hit[0].replace(/\s+/g, ' ').trim().slice(0, 60) };
  }
  return undefined;
}

function pageHeadline(dom: Dom) {
  const tag = orEmpty(dom.titleTag.split(/[_|｜]|\s[-–—]\s|[-–—]{2}/)[0]?.trim());
  if (tag !== '') return tag;
  const heading = dom.all('h1')[0] ?? dom.all('h2')[0];
  return heading ? rawTextOf(heading).trim().slice(0, 80) : '';
}

const dayLine = /(?:^|\n)20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d{1,2}:\d{2}(?::\d{2})?)?(?:$|\n)/;

function hasDocumentForm({ dom, labels, visible }: VisiblePage, head: string) {
  const titles = [
    head,
    ...['h1', 'h2', 'h3'].flatMap((name) =>
      dom
        .all(name)
        .slice(0, 3)
        .map((each) => rawTextOf(each).trim()),
    ),
  ];
  const titled = titles.some((title) => title.length < 150 && documentTitle.test(title));
  const dated = (labels.get('published') ?? []).some((pair) => readDayFact(pair.value, 'body'));
  const metas = dom.metas.has('articletitle') || dom.metas.has('pubdate');
  if (dated || metas) return true;
  const headed = titles.some((title) => title.length >= 6 && title.length < 150) && dayLine.test(visible);
  return (titled || headed) && !titles.some((title) => findPattern(blockPatterns, title));
}

/** Throws `unrecognised` when there is nothing to read: a list, or an empty shell. */
export function refuseEmpty(dom: Dom, url: string, visible: string, size: Size): void {
  if (size.chars === 0 && size.images === 0)
    throw new SourceError('unrecognised', url, 'no text of an article: a list, or a shell that a script would have to fill');
  const shell = visible.length < 60 && dom.scripts > 0;
  if (shell && size.chars < 30 && images(dom) < 2)
    throw new SourceError('unrecognised', url, 'a shell that a script would have to fill: no text');
}

const leastEntries = 8;

export function refuseList(url: string, lines: readonly PageLine[]): void {
  const entries = lines.filter(({ text, linked, links }) => links > 0 && linked >= 6 && linked > text.length * 0.3).length;
  if (entries >= leastEntries && entries >= lines.length * 0.6)
    throw new SourceError('unrecognised', url, `no text of an article: a list of ${entries} links`);
}

const furniture = new RegExp(either(lists.dateAndCredit), 'g');
const leastWords = 2;

/**
 * Throws `unrecognised` when all that stands in place of the text is the title again, a date and a credit: the text itself did not come.
 */
export function refuseFrame(html: string, url: string, title: string, { text, images: pictures }: { text: string; images: number }): void {
  if (title === '' || pictures > 0 || text.length > title.length * 2 + 200) return;
  const rest = text
    .replaceAll(title, '')
    .replaceAll(furniture, '')
    .replaceAll(/[\s\p{P}\p{S}]/gu, '');
  if (rest.length < leastWords && !file.test(html))
    throw new SourceError('unrecognised', url, 'a title, a date and a credit, and no text between them');
}

const images = (dom: Dom) => dom.all('img').length;

/** What refuses us in place of a list, also with status 200; undefined when nothing in the page says so. `dom` is what `html` holds. */
export function findRefusal(dom: Dom, html: string, url: string): SourceError | undefined {
  const words = `${dom.titleTag}\n${dom.document.children.map(rawTextOf).join(' ')}`;
  if (words.length < 400 && challengeScript.test(html.slice(0, 60_000)))
    return new SourceError('refused', url, 'a script challenge stands in place of the list');
  if (words.length > mostOfWall) return undefined;
  const refusing = (list: readonly BlockPattern[]): readonly BlockPattern[] => list.filter(({ trouble }) => trouble === 'refused');
  const hit = findPattern(refusing(blockTitles), pageHeadline(dom)) ?? findPattern(refusing(blockPatterns), words);
  return hit && new SourceError('refused', url, `${hit.sign.what}: “${hit.words}”`);
}
