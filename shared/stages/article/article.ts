import type { Article, Citation, Dates, Warning } from '../../model/article.ts';
import { cutWarning, scanWarning } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { documentType, publisherKindOf } from '../facts/kind.ts';
import { readLapsedNote, readLifecycle, statusOf } from '../facts/lifecycle.ts';
import { carriesActInEnglish, readTranslated } from '../facts/link/translation.ts';
import { type CitationInput, readCitations } from '../facts/link.ts';
import { participationOf } from '../facts/participate.ts';
import { type Dom, isInside } from '../html/dom.ts';
import { findTruncatedElement } from '../html/hidden.ts';
import { numberKey } from '../numbers/numbers.ts';
import { isAct } from '../text/acts.ts';
import { languageOf } from '../text/language.ts';
import { saysUnseen } from '../text/printable.ts';
import { structureOf } from '../text/structure.ts';
import { titleKey } from '../text/titles.ts';
import { canonicalUrl, resolveUrl } from '../urls/address.ts';
import { type ActFacts, readAct } from './act.ts';
import { baseUrlOf, readAttachments, readNextPage } from './attachments.ts';

import { type DocumentPart, isNamedFor, readDocumentParts } from './document-parts.ts';
import { readHeading } from './heading.ts';
import type { History } from './history.ts';

import { readAccount, readCredit, readRepostedWork } from './issuers.ts';
import { type LabelKey, type Labels, labelledValue } from './labels.ts';
import { withLookups } from './lookups.ts';
import { meta } from './metas.ts';
import { type ArticlePage, hiddenWordsWarning } from './page-layout.ts';
import { type PageParts, readPageParts } from './page-parts.ts';
import { type Published, readPublished } from './published.ts';
import { findDamagedDay, readSigned } from './signature.ts';

const mostLinks = 400;
/** A shorter title is also a word of menus. */
const shortest = 8;

type Anchor = { readonly words: string; readonly href: string; readonly key: string };

function anchorsOf(dom: Dom) {
  const found: Anchor[] = [];
  for (const { element, href, words: shown } of dom.links().slice(0, mostLinks)) {
    const words = href === '' ? '' : (shown.trim() || element.attribs['title'] || '').slice(0, 300);
    if (
      words.length < shortest ||
      /^(?:javascript|mailto|tel|#)/i.test(href) ||
      /\.(?:pdf|docx?|xlsx?|ofd|wps|zip|rar)(?:$|[?#])/i.test(href)
    )
      continue;
    found.push({ words, href, key: titleKey(words) });
  }
  return found;
}

/** The one address that links with the title or number of the text as their words give; two different ones give none. */
function findCitedAddress(citation: Citation, anchors: readonly Anchor[], base: string, own: string) {
  const number = citation.number === undefined ? undefined : numberKey(citation.number);
  const title = citation.title === undefined ? '' : titleKey(citation.title);
  const fitting = anchors.filter(
    ({ words, key }) =>
      (number !== undefined && /\d/.test(words) && numberKey(words) === number) ||
      (title.length >= shortest && (key === title || key.endsWith(`印发${title}的通知`) || words.includes(`《${citation.title}》`))),
  );
  const urls = new Set(
    fitting.filter(({ words }) => !/解读|问答|答记者问|图解|读懂/.test(words)).map(({ href }) => resolveUrl(href, base)),
  );
  urls.delete(undefined);
  urls.delete(own);
  return urls.size === 1 ? [...urls][0] : undefined;
}

function withAddresses(citations: readonly Citation[], own: string, { dom }: PageParts) {
  if (citations.length === 0) return [];
  const [anchors, base] = [anchorsOf(dom), baseUrlOf(dom, own)];
  if (anchors.length === 0) return [...citations];
  return citations.map((citation) => {
    const url = findCitedAddress(citation, anchors, base, own);
    return url === undefined ? citation : { ...citation, url };
  });
}

/**
 * Tells the documents of one page apart. A page that is named for its first document is that document and carries the others; one
 * that is named for a collection (a gazette) is the whole, has no number or signature of its own, and carries them all.
 */
function divideDocuments(page: PageParts) {
  const documents = readDocumentParts(page.body, page.title.text);
  const [first, ...others] = documents;
  if (!first) return { main: page, further: [] };
  const named = isNamedFor(page.title.text, first);
  const further = (named ? others : documents).map((part) => pagePartsOf(page, part));
  const warning = {
    field: 'text',
    reason: `the page holds ${documents.length} documents`,
    quote: documents
      .map(({ number }) => number)
      .join(' ')
      .slice(0, 200),
  };
  const main = named ? upTo(page, first.to) : { ...page, body: [], heading: { issuers: [], length: 0, order: false } };
  return { main: { ...main, text: { ...main.text, warnings: [...main.text.warnings, warning] } }, further };
}

function upTo(page: PageParts, end: number): PageParts {
  const body = page.body.slice(0, end);
  return { ...page, body, text: { ...page.text, lines: body, text: joined(body) } };
}

function pagePartsOf(page: PageParts, { from, to, title }: DocumentPart): PageParts {
  const body = page.body.slice(from, to);
  const text = { lines: body, text: joined(body), warnings: [] };
  return {
    ...page,
    title: { text: title },
    labels: new Map(),
    body,
    near: [],
    over: [],
    tail: [],
    heading: readHeading(body, title),
    text,
  };
}

const joined = (lines: PageParts['body']) => lines.map((line) => line.text).join('\n');

type LifecycleFacts = Pick<Article, 'type' | 'title' | 'number' | 'issuers'> &
  Pick<Dates, 'signed' | 'published'> & { readonly history?: History };

function lifecycleOf(
  page: ArticlePage,
  parts: PageParts,
  facts: LifecycleFacts,
): { readonly rest: Pick<Article, 'dates' | 'status'>; readonly warnings: readonly Warning[] } {
  const { title, type, signed, published, history } = facts;
  const table = lifecycleTable(parts);
  const text = parts.text.text;
  const life = readLifecycle({
    title,
    text,
    type,
    ...opt({ signed: signed?.value, published: published?.value }),
    words: opt({ signed: signed?.quote, published: published?.quote }),
    ...opt({ promulgated: history?.promulgated, noted: history?.effective }),
    table,
    ...opt({ listed: page.entry?.window }),
    ...(facts.issuers.length === 0 && !/^(?:official|media)$/.test(publisherKindOf(page.url, undefined)) && { elsewhere: true as const }),
    today: page.today,
  });
  const dates: Dates = { ...opt({ signed, published }), ...life.dates };
  const validity = opt({ validity: validityOf(parts, type) });
  const status = statusOf({
    type,
    title,
    text,
    issuers: facts.issuers,
    ...opt({ number: facts.number }),
    ...validity,
    dates,
    warnings: life.warnings,
    today: page.today,
  });
  return { rest: { dates, status }, warnings: life.warnings };
}

const validityOf = ({ labels, title, text }: PageParts, type: DocumentType) =>
  labelledValue(labels, 'validity')?.value ?? (isAct(type) ? readLapsedNote(title.text, text.text) : undefined);

function lifecycleTable({ labels, dom, element }: PageParts) {
  const table: Record<string, string> = {};
  const extent = element && dom.extents.get(element);
  const inText = (place: number) => extent !== undefined && place >= extent.start && place < extent.end;
  const add = (key: LabelKey, everywhere: boolean) => {
    for (const pair of labels.get(key) ?? [])
      if (pair.value !== '' && (everywhere || pair.table || !inText(pair.place))) table[pair.label] ??= pair.value;
  };
  for (const key of ['effective', 'expires', 'validity'] as const) add(key, true);
  for (const key of ['commentBy', 'commentPeriod'] as const) add(key, false);
  return table;
}

const references = /.?(?:&#(?:x[0-9a-f]{1,8}|\d{1,8});?){1,1000}/gisu;

const resolved = (markup: string) =>
  markup.replace(/&#(?:x([0-9a-f]{1,8})|(\d{1,8}));?/gi, (_, hex: string | undefined, decimal: string | undefined) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0x10ffff ? '' : String.fromCodePoint(code);
  });

const refersToUnseen = (html: string) => html.includes('&#') && (html.match(references) ?? []).some((run) => saysUnseen(resolved(run)));

/**
 * Reads one page as an article by the conventions of official sites (docs/contract.md 3.2). Throws SourceError when it is no
 * document: `refused`, `unrecognised`, `too-complex`.
 */
export function readArticle(page: ArticlePage): Article {
  const parts = readPageParts(page);
  const published = readPublished(page, parts);
  const { main, further } = divideDocuments(parts);
  const others = further.map((part, at) => ({ ...articleIn(page, part, published), ...partAddress(page.url, at + 2), attachments: [] }));
  const base = baseUrlOf(parts.dom, page.url);
  const article = articleIn(page, main, published);
  const whole = {
    ...article,
    warnings: [
      ...article.warnings,
      ...truncationWarning(parts),
      ...pictureWarning(parts),
      ...unseenWarning(page),
      ...hiddenWordsWarning(parts.element),
    ],
    attachments: readAttachments(parts.dom, parts.element, base, page.decoded.text),
    ...opt({ nextPage: readNextPage(parts.dom, page.decoded.text, base) }),
    ...(others.length > 0 ? { parts: others } : {}),
  };
  return withLookups(whole, page);
}

function truncationWarning({ dom, element }: PageParts): Article['warnings'] {
  const cut = findTruncatedElement(dom.document);
  const isText =
    cut !== undefined && element !== undefined && (cut === element || isInside(dom, element, cut) || isInside(dom, cut, element));
  return isText ? [cutWarning] : [];
}

/** Beside pictures, so few letters are a caption. */
const mostCaption = 30;

const pictureWarning = ({ dom, element, text }: PageParts): Article['warnings'] =>
  text.text.length < mostCaption && ((element && dom.extents.get(element)?.images) ?? 0) > 0
    ? [scanWarning('the page shows pictures and no text')]
    : [];

/** Letters that nobody sees are taken out wherever a page is read; whoever reads the document is told. */
const unseenWarning = ({ decoded }: ArticlePage): Article['warnings'] =>
  decoded.unseen === true || refersToUnseen(decoded.text)
    ? [{ field: 'text', reason: 'the page holds letters that nobody sees and a machine would read; they are left out' }]
    : [];

const partAddress = (url: string, n: number) => ({ url: `${url.split('#')[0]}#${n}`, canonicalUrl: `${canonicalUrl(url)}#${n}` });

function articleIn(page: ArticlePage, parts: PageParts, published: Published): Article {
  const { title, labels, text } = parts;
  const act = readAct(parts);
  const credit = creditOf(parts);
  const { type, official, translated } = readType(page, parts, { act, credit, day: published.date?.value });
  const signed = official
    ? readSigned(labels, { signature: act.signature, published: published.date, today: page.today, damaged: findDamagedDay(parts.body) })
    : { warnings: [] };
  const number = official ? opt({ number: act.number }) : {};
  const issuers = official ? act.bodies : [];
  const days = opt({ signed: signed.date, published: published.date, history: act.history });
  const life = lifecycleOf(page, parts, { type, title: title.text, issuers, ...number, ...days });
  const language = languageOf(text.text || title.text);
  const structure = structureOf(text.text);
  const repost = { title: title.text, ...number, reposter: act.reposter, credit, url: page.url, lines: parts.body, act: official };
  return {
    ...frame(page, parts, language),
    ...number,
    ...(official && act.others.length > 0 ? { otherNumbers: act.others } : {}),
    issuers,
    type,
    ...life.rest,
    ...tableFields(labels),
    ...opt({ validity: validityOf(parts, type), credit, account: readAccount(parts, page.url, page.decoded.text) }),
    citations: withAddresses(
      readCited(parts, translated, { type, language, ...number, ...opt({ day: (published.date ?? signed.date)?.value }) }),
      page.url,
      parts,
    ),
    ...(official && act.history && act.history.amendments.length > 0 ? { amendments: act.history.amendments } : {}),
    ...participationOf(type, title.text, text.text),
    ...opt({ copyOf: readRepostedWork(repost) }),
    ...(structure.length > 0 ? { structure } : {}),
    warnings: [...text.warnings, ...(official ? act.warnings : []), ...published.warnings, ...signed.warnings, ...life.warnings],
  };
}

type TypeInput = { readonly act: ActFacts; readonly credit: string | undefined; readonly day: string | undefined };

/** The text of an act in English is a translation: a page about that act, where its site or its words tell so. */
function readTranslation({ url }: ArticlePage, { title, text }: PageParts, { act, credit, day }: TypeInput) {
  if (!carriesActInEnglish(title.text, text.text)) return undefined;
  const citation = readTranslated({ title: title.text, text: text.text, ...opt({ number: act.number, published: day }) });
  return citation || publisherKindOf(url, credit) !== 'unknown' ? opt({ citation }) : undefined;
}

function readType(page: ArticlePage, parts: PageParts, input: TypeInput) {
  const { title, text, dom } = parts;
  const { act, credit } = input;
  const translated = readTranslation(page, parts, input);
  if (translated) return { type: 'news' as const, official: false, translated };
  const type = documentType({
    title: title.text,
    text: text.text,
    ...opt({ number: act.number }),
    issuers: act.bodies,
    ...opt({ credit }),
    url: page.url,
    ...opt({ columns: columnsOf(dom) }),
  });
  return { type, official: isAct(type) };
}

/** A translation only names what its act cites; what it is called and numbered itself is that act. */
function readCited(
  { title, text }: PageParts,
  translated: ReturnType<typeof readTranslation>,
  about: Omit<CitationInput, 'title' | 'text'>,
): readonly Citation[] {
  const input = { ...about, title: title.text, text: text.text };
  if (!translated) return readCitations(input);
  const { citation } = translated;
  const cited = readCitations({ ...input, type: 'other', ...opt({ number: citation?.number }) });
  return [...cited.filter((each) => each.title === undefined || !title.text.includes(each.title)), ...(citation ? [citation] : [])];
}

const creditOf = ({ dom, labels, body }: PageParts) => readCredit({ dom, label: labelledValue(labels, 'source')?.value, lines: body });

const columnsOf = (dom: Dom) => meta(dom, 'columnname', 'lanmu', 'columntype', 'catalogs');

function tableFields(labels: Labels): Pick<Article, 'indexNumber' | 'subject'> {
  const value = (key: LabelKey): string | undefined => labelledValue(labels, key)?.value;
  return opt({ indexNumber: value('index'), subject: value('subject')?.replace(/\\{2,9}/g, '\\') });
}

function frame(page: ArticlePage, parts: PageParts, language: Article['language']) {
  const { text, title } = parts;
  return {
    kind: 'article' as const,
    url: page.url,
    canonicalUrl: canonicalUrl(page.url),
    ...opt({ sourceId: page.sourceId }),
    reader: parts.reader,
    charset: page.decoded.charset,
    language,
    titleLanguage: languageOf(title.text),
    title: title.text,
    text: text.text,
    attachments: [],
  };
}

export type { ArticlePage };
