import type { Article, Dates, Issuer, Warning } from '../model/article.ts';
import type { DocumentType } from '../model/vocabulary.ts';
import { canonicalUrl } from './address.ts';
import { baseOf, readAttachments, readNextPage } from './article/attachments.ts';
import { copyOf, readCredit } from './article/credit.ts';
import { type Dom, placeOf } from './article/dom.ts';
import { readIssuers, same, toIssuers } from './article/issuers.ts';
import { type LabelKey, type Labels, labelled } from './article/labels.ts';
import { languageOf } from './article/language.ts';
import { meta } from './article/metas.ts';
import { namesInTitle, namesOf } from './article/names.ts';
import { type OwnNumber, ownNumber } from './article/number.ts';
import { opt } from './article/opt.ts';
import { type Published, readPublished } from './article/published.ts';
import { type ArticlePage, type Scene, sceneOf } from './article/scene.ts';
import { damagedDay, readSignature, type Signature, undatedNames } from './article/signature.ts';
import { readSigned } from './article/signed.ts';
import { documentType } from './kind.ts';
import { readLifecycle, statusOf } from './lifecycle.ts';
import { readCitations } from './link.ts';
import { precheck } from './precheck.ts';

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
  precheck(page.decoded.text, page.url);
  const scene = sceneOf(page);
  const { title, labels, text } = scene;
  const act = actOf(scene);
  const credit = creditOf(scene);
  const kind = {
    title: title.text,
    text: text.text,
    ...opt('number', act.number),
    issuers: act.bodies,
    ...opt('credit', credit),
    url: page.url,
  };
  const type = documentType({ ...kind, ...opt('columns', columnsOf(scene.dom)) });
  const official = !unsigned.has(type);
  const published = publishedOf(page, scene);
  const signed = official ? readSigned(labels, act.signature, published.date, page.today, damagedDay(scene.body)) : { warnings: [] };
  const life = lifecycleOf(page, scene, { type, title: title.text, ...opt('signed', signed.date), ...opt('published', published.date) });
  const number = official ? opt('number', act.number) : {};
  const language = languageOf(text.text || title.text);
  return {
    ...frame(page, scene, language),
    ...number,
    ...(official && act.others.length > 0 ? { otherNumbers: act.others } : {}),
    issuers: official ? act.bodies : [],
    type,
    ...life.rest,
    ...tableFields(labels),
    ...opt('credit', credit),
    citations: readCitations({ title: title.text, text: text.text, ...number, type, language }),
    ...opt(
      'copyOf',
      copyOf({ title: title.text, ...number, reposter: act.reposter, credit, url: page.url, lines: scene.body, act: official }),
    ),
    warnings: [...text.warnings, ...(official ? act.warnings : []), ...published.warnings, ...signed.warnings, ...life.warnings],
  };
}

type Act = Omit<OwnNumber, 'warnings'> & {
  readonly signature?: Signature;
  readonly bodies: readonly Issuer[];
  readonly reposter?: string;
  readonly warnings: readonly Warning[];
};

/** Who issued the text and under which number, as if the page were an act. */
function actOf({ title, labels, body, heading }: Scene): Act {
  const table = issuerOfTable(labels);
  const named = [...(namesInTitle(title.text)?.names ?? []), ...(table === undefined ? [] : (namesOf(table) ?? []))];
  const signature = readSignature(body, heading.order, (name) => named.some((other) => same(name, other)));
  const undated = signature ? [] : undatedNames(body);
  const issuers = readIssuers({ table, joint: labelled(labels, 'joint')?.value, signature, undated, heading, title: title.text });
  const own = ownNumber({ table: labelled(labels, 'number')?.value, heading, title: title.text });
  const warnings = [...own.warnings, ...issuers.warnings];
  return { ...own, ...opt('signature', signature), bodies: toIssuers(issuers.names), ...opt('reposter', issuers.reposter), warnings };
}

/** The issuer of the table; 主办单位 only beside an index number, since footers name the keeper of the site so. */
function issuerOfTable(labels: Labels): string | undefined {
  const issuer = labelled(labels, 'issuer');
  if (issuer) return issuer.value;
  const host = labelled(labels, 'host');
  const index = labelled(labels, 'index');
  return host && index && Math.abs(host.place - index.place) < 60 ? host.value : undefined;
}

function publishedOf(page: ArticlePage, scene: Scene): Published {
  const { dom, labels, near, over } = scene;
  const extent = scene.element && dom.extents.get(scene.element);
  const bodyStart = extent?.start ?? Number.MAX_SAFE_INTEGER;
  const bodyEnd = extent?.end ?? Number.MAX_SAFE_INTEGER;
  const { entry, url, today } = page;
  return readPublished({
    dom,
    labels,
    near,
    over,
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
  const table = lifecycleTable(scene);
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

/** Fields of the metadata table that tell of the life of the act. What the text says of deadlines is read from the text, with its sentence. */
function lifecycleTable({ labels, dom, element }: Scene): Record<string, string> {
  const table: Record<string, string> = {};
  const extent = element && dom.extents.get(element);
  const inText = (place: number): boolean => extent !== undefined && place >= extent.start && place < extent.end;
  const add = (key: LabelKey, everywhere: boolean): void => {
    for (const pair of labels.get(key) ?? [])
      if (pair.value !== '' && (everywhere || pair.table || !inText(pair.place))) table[pair.label] ??= pair.value;
  };
  for (const key of ['effective', 'expires', 'validity'] as const) add(key, true);
  for (const key of ['commentBy', 'commentPeriod'] as const) add(key, false);
  return table;
}

function tableFields(labels: Labels): Pick<Article, 'indexNumber' | 'subject' | 'validity'> {
  const value = (key: LabelKey): string | undefined => labelled(labels, key)?.value;
  return { ...opt('indexNumber', value('index')), ...opt('subject', value('subject')), ...opt('validity', value('validity')) };
}

function frame(page: ArticlePage, scene: Scene, language: Article['language']) {
  const { text, title } = scene;
  const base = baseOf(scene.dom, page.url);
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
    attachments: readAttachments(scene.dom, scene.element, base),
    ...opt('nextPage', readNextPage(scene.dom, page.decoded.text, base)),
  };
}

export type { ArticlePage };
