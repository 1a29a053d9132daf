import { followAddresses } from '../../questions/lists.ts';
import { type ScriptName, scriptAddress, styleAddress } from '../web/static-files.ts';
import { type Html, type HtmlPart, html, plainLine } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';

/** The head of a page: what it is called, how it is shared, where programs find what it shows. */

export type PageHead = {
  readonly title: string;
  /** One or two sentences for who sees only a link to the page; what the page itself shows, nothing more. */
  readonly description?: string;
  /** The page's own address, path and query, without what only this visit has; without one, the path alone. */
  readonly canonical?: string;
  /** Days of a page that is one text: when it was put out and last changed (ISO days or instants). */
  readonly article?: { readonly published?: string; readonly modified?: string };
  /** Query of the list that this page is of, whose feeds and calendar its head names; empty for all documents. */
  readonly feeds?: string;
  /** What those feeds are called, where that is not the page's title. */
  readonly feedTitle?: string;
  /** Scripts that this page uses beside those of every page. */
  readonly scripts?: readonly ScriptName[];
  /** Links of the head to pages and forms that belong to this one. */
  readonly links?: readonly { readonly rel: string; readonly href: string; readonly type?: string; readonly title?: string }[];
};

const feedForms = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
  calendar: 'text/calendar',
} as const;

/** Where programs find the list of a page: its feeds and its calendar. */
function feedLinks(title: string, query: string): readonly Html[] {
  const forms = Object.entries(followAddresses(query)) as readonly (readonly [keyof typeof feedForms, string])[];
  return forms.map(
    ([form, address]) => html`<link rel="alternate" type="${feedForms[form]}" title="Hongtou: ${title} (${form})" href="${address}">\n`,
  );
}

/** Modules run when the page is there, and keep their names to themselves. */
const scriptTags = ({ scripts = [] }: PageHead, view: View): HtmlPart =>
  view.scripts && (['keys', ...scripts] as const).map((name) => html`<script type="module" src="${scriptAddress(name)}"></script>\n`);

const meta = (property: string, content: string | undefined): HtmlPart =>
  content !== undefined && html`<meta property="${property}" content="${content}">\n`;

/** What is told of a link to the page wherever somebody shares it (Open Graph); the page itself says the same to who may open it. */
function shareTags({ title, description, canonical, article }: PageHead, { origin, path, language, to }: View): HtmlPart {
  // Without a host of its own (a page made outside a request) there is nothing to link to.
  const address = origin === '' ? undefined : `${origin}${canonical ?? to(encodeURI(path))}`;
  return [
    address !== undefined && html`<link rel="canonical" href="${address}">\n`,
    meta('og:site_name', 'Hongtou'),
    meta('og:type', article ? 'article' : 'website'),
    meta('og:title', plainLine(title, 200)),
    meta('og:description', description),
    meta('og:url', address),
    meta('og:locale', language === 'zh' ? 'zh_CN' : 'en_GB'),
    meta('article:published_time', article?.published),
    meta('article:modified_time', article?.modified),
  ];
}

/** Everything of the head that is not the same on every page. Pages that are one reader's own (`shared: false`) say nothing for others. */
export function headTags(sheet: PageHead, view: View, shared: boolean): Html {
  const { title, feeds, feedTitle = title, links = [] } = sheet;
  const description = sheet.description === undefined ? undefined : plainLine(sheet.description, 300);
  const others = links.map(
    ({ rel, href, type, title: name }) =>
      html`<link rel="${rel}"${type !== undefined && html` type="${type}"`}${name !== undefined && html` title="${name}"`} href="${href}">\n`,
  );
  return html`<title>${title} · Hongtou</title>
${description !== undefined && html`<meta name="description" content="${description}">\n`}${
  shared && shareTags({ ...sheet, ...(description !== undefined && { description }) }, view)
}<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styleAddress()}">
${feeds !== undefined && feedLinks(feedTitle, feeds)}${others}${scriptTags(sheet, view)}`;
}
