import { load } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import type { Article, Dates, Entry, Warning } from '../model/article.ts';
import type { Decoded } from '../model/page.ts';
import type { ArticleOverrides } from '../model/source.ts';
import type { DocumentType } from '../model/vocabulary.ts';
import { canonicalUrl } from './address.ts';
import { baseOf, readAttachments, readNextPage } from './article/attachments.ts';
import { findBody, isListed } from './article/body.ts';
import { tidy } from './article/clean.ts';
import { type Dom, parseDom, placeOf, textOf, within } from './article/dom.ts';
import { type Heading, readHeading } from './article/heading.ts';
import { readIssuers, same, toIssuers } from './article/issuers.ts';
import { hasTable, type LabelKey, type Labels, labelled, readLabels } from './article/labels.ts';
import { languageOf } from './article/language.ts';
import { type Line, linesOf } from './article/lines.ts';
import { hasOfficialMetas, meta } from './article/metas.ts';
import { namesInTitle, namesOf } from './article/names.ts';
import { ownNumber } from './article/number.ts';
import { readPublished } from './article/published.ts';
import { refuseNoDocument } from './article/refusal.ts';
import { damagedDay, readSignature } from './article/signature.ts';
import { readSigned } from './article/signed.ts';
import { bodyText, type Text } from './article/text.ts';
import { readTitle, type Title } from './article/title.ts';
import { documentType } from './kind.ts';
import { readLifecycle, statusOf } from './lifecycle.ts';
import { readCitations } from './link.ts';
import { precheck } from './precheck.ts';

export type ArticlePage = {
  readonly url: string;
  readonly decoded: Decoded;
  readonly sourceId?: string | undefined;
  readonly overrides?: ArticleOverrides | undefined;
  readonly entry?: Entry | undefined;
  /** Today in Beijing: a later date on a page is no fact. */
  readonly today: string;
};

/** Pages about acts, and pages that are none: they are signed by nobody and have no number. */
const unsigned: ReadonlySet<DocumentType> = new Set([
  'news',
  'interpretation',
  'analysis',
  'white-paper',
  'company',
  'other',
  'procurement',
]);

/**
 * Reads one page as an article by the conventions of official sites (contract.md 3.2). Throws SourceError when it is no
 * document: `refused`, `unrecognised`, `too-complex`.
 */
export function readArticle(page: ArticlePage): Article {
  const html = page.decoded.text;
  precheck(html, page.url);
  const scene = sceneOf(page, html);
  const { title, labels, text, heading } = scene;
  const table = issuerOfTable(labels);
  const named = [...(namesInTitle(title.text)?.names ?? []), ...(table === undefined ? [] : (namesOf(table) ?? []))];
  const signature = readSignature(scene.body, heading.order, (name) => named.some((other) => same(name, other)));
  const issuers = readIssuers({
    table,
    joint: labelled(labels, 'joint')?.value,
    signature,
    heading,
    title: title.text,
  });
  const own = ownNumber({ table: labelled(labels, 'number')?.value, heading, title: title.text });
  const credit = creditOf(scene);
  const bodies = toIssuers(issuers.names);
  const type = documentType({
    title: title.text,
    text: text.text,
    ...opt('number', own.number),
    issuers: bodies,
    ...opt('credit', credit),
    url: page.url,
    ...opt('columns', columnsOf(scene.dom)),
  });
  const official = !unsigned.has(type);
  const published = readPublished({
    ...scene,
    titlePlace: placeOfTitle(scene),
    bodyEnd: bodyEnd(scene),
    entry: page.entry,
    url: page.url,
    today: page.today,
  });
  const signed = official ? readSigned(labels, signature, published.date, page.today, damagedDay(scene.body)) : { warnings: [] };
  const facts = { type, title: title.text, ...opt('signed', signed.date), ...opt('published', published.date) };
  const life = lifecycleOf(page, scene, facts);
  const number = official ? own.number : undefined;
  return {
    ...frame(page, scene),
    ...opt('number', number),
    ...(official && own.others.length > 0 ? { otherNumbers: own.others } : {}),
    issuers: official ? bodies : [],
    type,
    ...life.rest,
    ...tableFields(labels),
    ...opt('credit', credit),
    citations: readCitations({
      title: title.text,
      text: text.text,
      ...opt('number', number),
      type,
      language: languageOf(text.text || title.text),
    }),
    ...opt('copyOf', copyOf(title.text, number, issuers.reposter)),
    warnings: [
      ...text.warnings,
      ...(official ? [...own.warnings, ...issuers.warnings] : []),
      ...published.warnings,
      ...signed.warnings,
      ...life.warnings,
    ],
  };
}

/** The issuer of the table; 主办单位 only beside an index number, since footers name the keeper of the site so. */
function issuerOfTable(labels: Labels): string | undefined {
  const issuer = labelled(labels, 'issuer');
  if (issuer) return issuer.value;
  const host = labelled(labels, 'host');
  const index = labelled(labels, 'index');
  return host && index && Math.abs(host.place - index.place) < 60 ? host.value : undefined;
}

/** What the page is made of, found once and read by every field. */
type Scene = {
  readonly dom: Dom;
  readonly title: Title;
  readonly labels: Labels;
  readonly element?: Element | undefined;
  readonly body: readonly Line[];
  readonly near: readonly Line[];
  readonly heading: Heading;
  readonly text: Text;
  readonly reader: Article['reader'];
};

function sceneOf(page: ArticlePage, html: string): Scene {
  const dom = parseDom(html);
  const pick = picker(dom, page.overrides);
  const lines = dom.document.children.filter(isTag).flatMap((root) => linesOf(dom, root));
  const container = pick.body ? { element: pick.body, known: true } : findBody(dom);
  const element = container?.element;
  const visible = lines.map((line) => line.text).join('\n');
  const text = bodyText(dom, element, pick.drop, html, () => !container?.known && !hasOfficialMetas(dom));
  refuseNoDocument(dom, html, page.url, visible, {
    chars: text.text.length,
    known: container?.known === true,
    images: imagesIn(dom, element),
  });
  const labels = readLabels(dom, outside(dom, lines, element, text.lines));
  const title = readTitle(dom, {
    table: labelled(labels, 'title')?.value,
    override: pick.title,
    body: element,
    listed: page.entry?.title,
    above: overDate(labels, lines),
  });
  const shown = title ?? { text: text.lines[0]?.text.slice(0, 120) ?? '' };
  const near = nearTitle(dom, lines, shown, element, text.lines);
  const known = container?.known === true || hasTable(labels) || hasOfficialMetas(dom);
  return {
    dom,
    title: shown,
    labels,
    element,
    body: text.lines,
    near,
    heading: headingOf(near, text.lines, shown, pick.number),
    text,
    reader: known ? 'conventions' : 'generic',
  };
}

const imagesIn = (dom: Dom, element: Element | undefined): number => (element && dom.extents.get(element)?.images) ?? 0;

function picker(
  dom: Dom,
  overrides: ArticleOverrides | undefined,
): { body?: Element; title?: Element; number?: string; drop: ReadonlySet<Element> } {
  if (!overrides) return { drop: new Set() };
  const $ = load(dom.document);
  const one = (css: string | undefined): Element | undefined => (css === undefined ? undefined : $(css).toArray().find(isTag));
  const body = one(overrides.body);
  const title = one(overrides.title);
  const number = one(overrides.number);
  const drop = new Set((overrides.drop ?? []).flatMap((css) => $(css).toArray().filter(isTag)));
  return { ...opt('body', body), ...opt('title', title), ...opt('number', number && tidy(textOf(number))), drop };
}

/** The line over the first 发布时间 or 来源 that stands in running words. */
function overDate(labels: Labels, lines: readonly Line[]): string | undefined {
  const pair = [...(labels.get('published') ?? []), ...(labels.get('source') ?? [])].find((each) => !each.table && each.value !== '');
  const at = pair ? lines.findIndex((line) => line.place === pair.place) : -1;
  const text = at > 0 ? lines[at - 1]?.text : undefined;
  return text !== undefined && text.length <= 150 && !/[:：>»]/.test(text) ? text : undefined;
}

/** Lines that can hold labels: those outside the body, and the first lines of a body that starts with the table. */
function outside(dom: Dom, lines: readonly Line[], body: Element | undefined, bodyLines: readonly Line[]): readonly Line[] {
  if (!body) return lines;
  const others = lines.filter((line) => !within(dom, line.block, body));
  return [...others, ...bodyLines.slice(0, 24).filter((line) => line.cells !== undefined || line.text.length < 60)];
}

const nearBefore = 6;
const nearAfter = 14;

/** Lines between title and body, then the first of the body when it holds the title, then those just over the title. */
function nearTitle(dom: Dom, lines: readonly Line[], title: Title, body: Element | undefined, bodyLines: readonly Line[]): readonly Line[] {
  const start = body ? placeOf(dom, body) : Number.MAX_SAFE_INTEGER;
  const place = title.element ? placeOf(dom, title.element) : -1;
  if (place < 0)
    return [...lines.filter((line) => line.place < start && !isListed(dom, line.block)).slice(-nearAfter), ...overText(bodyLines.slice(0, 3))];
  const inner = body !== undefined && title.element !== undefined && within(dom, title.element, body);
  const after = lines
    .filter((line) => line.place >= place && (inner || line.place < start) && !isListed(dom, line.block))
    .slice(0, nearAfter);
  const before = lines.filter((line) => line.place < place && !isListed(dom, line.block)).slice(-nearBefore);
  return [...(inner ? overText(after) : after), ...before.reverse(), ...(inner ? [] : overText(bodyLines.slice(0, 3)))];
}

/** Lines before the first paragraph: what stands under it belongs to the text. */
function overText(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex((line, at) => at > 0 && (line.text.length > 60 || /[。：]$/.test(line.text) || line.align === 'right'));
  return end === -1 ? lines : lines.slice(0, end);
}

function headingOf(near: readonly Line[], body: readonly Line[], title: Title, override: string | undefined): Heading {
  const heading = readHeading(body, title.text);
  if (override !== undefined) return { ...heading, number: override, numberQuote: override };
  if (heading.number !== undefined || heading.order) return heading;
  const over = readHeading(
    near.filter((line) => line.text.length < 60 && !/[:：]/.test(line.text)),
    title.text,
  );
  return over.number === undefined ? heading : { ...heading, number: over.number, ...opt('numberQuote', over.numberQuote) };
}

const placeOfTitle = (scene: Scene): number =>
  scene.title.element ? placeOf(scene.dom, scene.title.element) : scene.element ? placeOf(scene.dom, scene.element) : 0;

const bodyEnd = (scene: Scene): number => (scene.element && scene.dom.extents.get(scene.element)?.end) ?? Number.MAX_SAFE_INTEGER;

function creditOf({ dom, labels }: Scene): string | undefined {
  const shown = labelled(labels, 'source')?.value;
  const credit = shown ?? meta(dom, 'contentsource', 'source', 'og:site_name');
  return credit === undefined ? undefined : tidy(credit.replace(/^来源[:：]/, '')).slice(0, 80) || undefined;
}

const columnsOf = (dom: Dom): string | undefined => meta(dom, 'columnname', 'lanmu', 'columntype', 'catalogs');

type Facts = {
  readonly type: DocumentType;
  readonly title: string;
  readonly signed?: Dates['signed'];
  readonly published?: Dates['published'];
};

function lifecycleOf(
  page: ArticlePage,
  scene: Scene,
  facts: Facts,
): { readonly rest: Pick<Article, 'dates' | 'status'>; readonly warnings: readonly Warning[] } {
  const { title, type, signed, published } = facts;
  const fields: readonly LabelKey[] = ['effective', 'expires', 'validity'];
  const table: Record<string, string> = {};
  for (const key of fields) for (const pair of scene.labels.get(key) ?? []) if (pair.value !== '') table[pair.label] ??= pair.value;
  const text = scene.text.text;
  const life = readLifecycle({
    title,
    text,
    type,
    ...opt('signed', signed?.value),
    ...opt('published', published?.value),
    table,
    today: page.today,
  });
  const dates: Dates = { ...opt('signed', signed), ...opt('published', published), ...life.dates };
  const status = statusOf({ type, title, text, ...opt('validity', labelled(scene.labels, 'validity')?.value), dates, today: page.today });
  return { rest: { dates, status }, warnings: life.warnings };
}

function tableFields(labels: Labels): Pick<Article, 'indexNumber' | 'subject' | 'validity'> {
  const value = (key: LabelKey): string | undefined => labelled(labels, key)?.value;
  return { ...opt('indexNumber', value('index')), ...opt('subject', value('subject')), ...opt('validity', value('validity')) };
}

const repost = /^[（(【[](?:转载|转发|转)[)）】\]]/;

/** The work that the page says it repeats: by number, else by title. */
function copyOf(title: string, number: string | undefined, reposter: string | undefined): string | undefined {
  if (!repost.test(title) && reposter === undefined) return undefined;
  return number ?? title.replace(repost, '');
}

function frame(page: ArticlePage, scene: Scene) {
  const { text, title } = scene;
  const base = baseOf(scene.dom, page.url);
  return {
    kind: 'article' as const,
    url: page.url,
    canonicalUrl: canonicalUrl(page.url),
    ...opt('sourceId', page.sourceId),
    reader: scene.reader,
    charset: page.decoded.charset,
    language: languageOf(text.text || title.text),
    titleLanguage: languageOf(title.text),
    title: title.text,
    text: text.text,
    attachments: readAttachments(scene.dom, scene.element, base),
    ...opt('nextPage', readNextPage(scene.dom, page.decoded.text, base)),
  };
}

/** A property only when there is a value for it. */
function opt<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) result[key] = value;
  return result;
}
