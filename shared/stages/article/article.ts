import type { Article } from '../../model/article.ts';
import { documentType } from '../facts/kind.ts';
import { readCitations } from '../facts/link.ts';
import { cutElement } from '../html/cut.ts';
import { type Dom, placeOf, within } from '../html/dom.ts';
import { isAct } from '../text/acts.ts';
import { languageOf } from '../text/language.ts';
import { opt } from '../text/opt.ts';
import { structureOf } from '../text/structure.ts';
import { canonicalUrl } from '../urls/address.ts';
import { type Act, actOf } from './act.ts';
import { baseOf, readAttachments, readNextPage } from './attachments.ts';
import { withAddresses } from './cited-links.ts';
import { copyOf, readCredit } from './credit.ts';
import { tellsHistory } from './history-lines.ts';
import { type LabelKey, type Labels, labelled } from './labels.ts';
import { lifecycleOf } from './lifecycle.ts';
import { meta } from './metas.ts';
import { type ArticlePage, type Scene, sceneOf } from './page-parts.ts';
import { type Published, readPublished } from './published.ts';
import { divide } from './several-documents.ts';
import { damagedDay } from './signature.ts';
import { readSigned } from './signed.ts';

/**
 * Reads one page as an article by the conventions of official sites (contract.md 3.2). Throws SourceError when it is no
 * document: `refused`, `unrecognised`, `too-complex`.
 */
export function readArticle(page: ArticlePage): Article {
  const scene = sceneOf(page);
  const published = publishedOf(page, scene);
  const { main, further } = divide(scene);
  const parts = further.map((part, at) => ({ ...articleIn(page, part, published), ...addressOf(page.url, at + 2), attachments: [] }));
  const base = baseOf(scene.dom, page.url);
  const article = articleIn(page, main, published);
  return {
    ...article,
    warnings: [...article.warnings, ...cutWarning(scene)],
    attachments: readAttachments(scene.dom, scene.element, base, page.decoded.text),
    ...opt('nextPage', readNextPage(scene.dom, page.decoded.text, base)),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

/** The page ended before its text did: it was cut off, also where that left whole sentences. */
function cutWarning({ dom, element }: Scene): Article['warnings'] {
  const cut = cutElement(dom.document);
  const isText = cut !== undefined && element !== undefined && (cut === element || within(dom, element, cut) || within(dom, cut, element));
  return isText ? [{ field: 'text', reason: 'the page ends before its text does; the rest may be missing' }] : [];
}

const addressOf = (url: string, n: number) => ({ url: `${url.split('#')[0]}#${n}`, canonicalUrl: `${canonicalUrl(url)}#${n}` });

/** One document of a page, without its files. */
function articleIn(page: ArticlePage, scene: Scene, published: Published): Article {
  const { title, labels, text } = scene;
  const act = actOf(scene);
  const credit = creditOf(scene);
  const { type, official } = kindOf(page, scene, act, credit);
  const signed = official ? readSigned(labels, act.signature, published.date, page.today, damagedDay(scene.body)) : { warnings: [] };
  const number = official ? opt('number', act.number) : {};
  const issuers = official ? act.bodies : [];
  const days = { ...opt('signed', signed.date), ...opt('published', published.date), ...opt('history', act.history) };
  const life = lifecycleOf(page, scene, { type, title: title.text, issuers, ...number, ...days });
  const language = languageOf(text.text || title.text);
  const structure = structureOf(text.text);
  const repost = { title: title.text, ...number, reposter: act.reposter, credit, url: page.url, lines: scene.body, act: official };
  return {
    ...frame(page, scene, language),
    ...number,
    ...(official && act.others.length > 0 ? { otherNumbers: act.others } : {}),
    issuers,
    type,
    ...life.rest,
    ...tableFields(labels),
    ...opt('credit', credit),
    citations: withAddresses(
      readCitations({ title: title.text, text: text.text, ...number, type, language }),
      scene.dom,
      baseOf(scene.dom, page.url),
      page.url,
    ),
    ...(official && act.history && act.history.amendments.length > 0 ? { amendments: act.history.amendments } : {}),
    ...opt('copyOf', copyOf(repost)),
    ...(structure.length > 0 ? { structure } : {}),
    warnings: [...text.warnings, ...(official ? act.warnings : []), ...published.warnings, ...signed.warnings, ...life.warnings],
  };
}

function kindOf(page: ArticlePage, { title, text, dom }: Scene, act: Act, credit: string | undefined) {
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

function publishedOf(page: ArticlePage, scene: Scene): Published {
  const { dom, labels, near, over, tail } = scene;
  const extent = scene.element && dom.extents.get(scene.element);
  const bodyStart = extent?.start ?? Number.MAX_SAFE_INTEGER;
  const bodyEnd = extent?.end ?? Number.MAX_SAFE_INTEGER;
  const { entry, url, today } = page;
  return readPublished({
    dom,
    labels,
    near: near.filter(({ text }) => !tellsHistory(text)),
    over,
    tail,
    titlePlace: placeOfTitle(scene),
    bodyStart,
    bodyEnd,
    entry,
    url,
    html: page.decoded.text,
    today,
  });
}

const placeOfTitle = (scene: Scene): number =>
  scene.title.element ? placeOf(scene.dom, scene.title.element) : scene.element ? placeOf(scene.dom, scene.element) : 0;

const creditOf = ({ dom, labels, body }: Scene): string | undefined =>
  readCredit({ dom, label: labelled(labels, 'source')?.value, lines: body });

const columnsOf = (dom: Dom): string | undefined => meta(dom, 'columnname', 'lanmu', 'columntype', 'catalogs');

function tableFields(labels: Labels): Pick<Article, 'indexNumber' | 'subject' | 'validity'> {
  const value = (key: LabelKey): string | undefined => labelled(labels, key)?.value;
  return { ...opt('indexNumber', value('index')), ...opt('subject', value('subject')), ...opt('validity', value('validity')) };
}

function frame(page: ArticlePage, scene: Scene, language: Article['language']) {
  const { text, title } = scene;
  return {
    kind: 'article' as const,
    url: page.url,
    canonicalUrl: canonicalUrl(page.url),
    ...opt('sourceId', page.sourceId),
    reader: scene.reader,
    charset: page.decoded.charset,
    language,
    titleLanguage: languageOf(title.text),
    title: title.text,
    text: text.text,
    attachments: [],
  };
}

export type { ArticlePage };
