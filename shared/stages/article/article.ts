import type { Article } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { documentType } from '../facts/kind.ts';
import { isConsultation } from '../facts/lifecycle/comment-window.ts';
import { readCitations } from '../facts/link.ts';
import { readParticipation } from '../facts/participate.ts';
import { type Dom, isInside, positionOf } from '../html/dom.ts';
import { refersToUnseen } from '../html/references.ts';
import { findTruncatedElement } from '../html/truncated.ts';
import { isAct } from '../text/acts.ts';
import { languageOf } from '../text/language.ts';
import { structureOf } from '../text/structure.ts';
import { canonicalUrl } from '../urls/address.ts';
import { type ActFacts, readAct } from './act.ts';
import { baseUrlOf, readAttachments, readNextPage } from './attachments.ts';
import { withAddresses } from './cited-links.ts';
import { readCredit, readRepostedWork } from './credit.ts';
import { cutWarning } from './cut.ts';
import { hiddenWordsWarning } from './hidden-words.ts';
import { isHistoryLine } from './history-lines.ts';
import { type LabelKey, type Labels, labelledValue } from './labels.ts';
import { lifecycleOf, validityOf } from './lifecycle.ts';
import { meta } from './metas.ts';
import type { ArticlePage } from './page-layout.ts';
import { type PageParts, readPageParts } from './page-parts.ts';
import { type Published, readPublished } from './published.ts';
import { divideDocuments } from './several-documents.ts';
import { findDamagedDay } from './signature.ts';
import { readSigned } from './signed.ts';

/**
 * Reads one page as an article by the conventions of official sites (docs/contract.md 3.2). Throws SourceError when it is no
 * document: `refused`, `unrecognised`, `too-complex`.
 */
export function readArticle(page: ArticlePage): Article {
  const parts = readPageParts(page);
  const published = publishedOf(page, parts);
  const { main, further } = divideDocuments(parts);
  const others = further.map((part, at) => ({ ...articleIn(page, part, published), ...partAddress(page.url, at + 2), attachments: [] }));
  const base = baseUrlOf(parts.dom, page.url);
  const article = articleIn(page, main, published);
  return {
    ...article,
    warnings: [...article.warnings, ...truncationWarning(parts), ...unseenWarning(page), ...hiddenWordsWarning(parts.element)],
    attachments: readAttachments(parts.dom, parts.element, base, page.decoded.text),
    ...opt('nextPage', readNextPage(parts.dom, page.decoded.text, base)),
    ...(others.length > 0 ? { parts: others } : {}),
  };
}

function truncationWarning({ dom, element }: PageParts): Article['warnings'] {
  const cut = findTruncatedElement(dom.document);
  const isText =
    cut !== undefined && element !== undefined && (cut === element || isInside(dom, element, cut) || isInside(dom, cut, element));
  return isText ? [cutWarning] : [];
}

/** Letters that nobody sees are taken out wherever a page is read; whoever reads the document is told. */
const unseenWarning = ({ decoded }: ArticlePage): Article['warnings'] =>
  decoded.unseen === true || refersToUnseen(decoded.text)
    ? [{ field: 'text', reason: 'the page holds letters that nobody sees and a machine would read; they are left out' }]
    : [];

const partAddress = (url: string, n: number) => ({ url: `${url.split('#')[0]}#${n}`, canonicalUrl: `${canonicalUrl(url)}#${n}` });

/** One document of a page, without its files. */
function articleIn(page: ArticlePage, parts: PageParts, published: Published): Article {
  const { title, labels, text } = parts;
  const act = readAct(parts);
  const credit = creditOf(parts);
  const { type, official } = readType(page, parts, act, credit);
  const signed = official
    ? readSigned(labels, { signature: act.signature, published: published.date, today: page.today, damaged: findDamagedDay(parts.body) })
    : { warnings: [] };
  const number = official ? opt('number', act.number) : {};
  const issuers = official ? act.bodies : [];
  const days = { ...opt('signed', signed.date), ...opt('published', published.date), ...opt('history', act.history) };
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
    ...opt('validity', validityOf(parts, type)),
    ...opt('credit', credit),
    citations: withAddresses(
      readCitations({
        ...{ title: title.text, text: text.text, type, language },
        ...number,
        ...opt('day', (published.date ?? signed.date)?.value),
      }),
      parts.dom,
      baseUrlOf(parts.dom, page.url),
      page.url,
    ),
    ...(official && act.history && act.history.amendments.length > 0 ? { amendments: act.history.amendments } : {}),
    ...participation(type, title.text, text.text),
    ...opt('copyOf', readRepostedWork(repost)),
    ...(structure.length > 0 ? { structure } : {}),
    warnings: [...text.warnings, ...(official ? act.warnings : []), ...published.warnings, ...signed.warnings, ...life.warnings],
  };
}

/** Ways to take part, of a call for comment. */
function participation(type: DocumentType, title: string, text: string): Pick<Article, 'participate'> {
  const ways = isConsultation(type, title) ? readParticipation(text) : [];
  return ways.length > 0 ? { participate: ways } : {};
}

function readType(page: ArticlePage, { title, text, dom }: PageParts, act: ActFacts, credit: string | undefined) {
  const type = documentType({
    title: title.text,
    text: text.text,
    ...opt('number', act.number),
    issuers: act.bodies,
    ...opt('credit', credit),
    url: page.url,
    ...opt('columns', columnsOf(dom)),
  });
  return { type, official: isAct(type) };
}

function publishedOf(page: ArticlePage, parts: PageParts): Published {
  const { dom, labels, near, over, tail } = parts;
  const extent = parts.element && dom.extents.get(parts.element);
  const bodyStart = extent?.start ?? Number.MAX_SAFE_INTEGER;
  const bodyEnd = extent?.end ?? Number.MAX_SAFE_INTEGER;
  const { entry, url, today } = page;
  return readPublished({
    dom,
    labels,
    near: near.filter(({ text }) => !isHistoryLine(text)),
    over,
    tail,
    titlePlace: placeOfTitle(parts),
    bodyStart,
    bodyEnd,
    entry,
    url,
    html: page.decoded.text,
    today,
  });
}

const placeOfTitle = (parts: PageParts): number =>
  parts.title.element ? positionOf(parts.dom, parts.title.element) : parts.element ? positionOf(parts.dom, parts.element) : 0;

const creditOf = ({ dom, labels, body }: PageParts): string | undefined =>
  readCredit({ dom, label: labelledValue(labels, 'source')?.value, lines: body });

const columnsOf = (dom: Dom): string | undefined => meta(dom, 'columnname', 'lanmu', 'columntype', 'catalogs');

function tableFields(labels: Labels): Pick<Article, 'indexNumber' | 'subject'> {
  const value = (key: LabelKey): string | undefined => labelledValue(labels, key)?.value;
  return { ...opt('indexNumber', value('index')), ...opt('subject', value('subject')) };
}

function frame(page: ArticlePage, parts: PageParts, language: Article['language']) {
  const { text, title } = parts;
  return {
    kind: 'article' as const,
    url: page.url,
    canonicalUrl: canonicalUrl(page.url),
    ...opt('sourceId', page.sourceId),
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
