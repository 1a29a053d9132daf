import type { Answers } from '../../model/answers.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { followAddresses } from '../../questions/lists.ts';
import { textual } from '../../questions/question.ts';
import { findUnseenReason, isEnabled, lastRoundAt } from '../../stages/watch/health.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { pictureAddress, type ScriptName, scriptAddress, styleAddress } from '../web/static-files.ts';
import { type Html, type HtmlPart, html, plainLine, toMarkup } from '../words/escape.ts';
import names from '../words/names.json' with { type: 'json' };
import { languageField, type View, viewOf, withQuery } from '../words/page-view.ts';
import { named, themeNames } from '../words/words.ts';
import { fact, smallPrint } from './parts.ts';

/** The list of keys that `scripts/keys.js` knows; that script alone shows it, for without it no key does anything. */

const keysButton = ({ say, scripts }: View): HtmlPart =>
  scripts && html`<button id="keys-open" class="link" type="button" data-key="?" hidden>${say('Keyboard shortcuts')} (?)</button>`;

function keysDialog({ say, scripts }: View): HtmlPart {
  if (!scripts) return undefined;
  const keys: readonly (readonly [string, string])[] = [
    ['/', say('Go to the search field')],
    ['j k', say('Next or previous document of a list')],
    ['n p', say('Next or previous page')],
    ['e', say('Shade evidence in a text, or not')],
    ['?', say('This list')],
  ];
  const rows = keys.map(([names, what]) =>
    fact(
      names.split(' ').map((name, at) => [at > 0 && ' ', html`<kbd>${name}</kbd>`]),
      what,
    ),
  );
  return html`<dialog id="keys" aria-labelledby="keys-h"><h2 id="keys-h">${say('Keyboard shortcuts')}</h2><dl class="facts">${rows}</dl>
<form method="dialog"><p class="line"><input id="keys-on" type="checkbox" checked autocomplete="off"><label for="keys-on">${say('Use these keys')}</label></p>
<p><button>${say('Close')}</button></p></form></dialog>`;
}

type PageHead = {
  readonly title: string;
  /** One or two sentences for who sees only a link to the page; what the page itself shows, nothing more. */
  readonly description?: string;
  /** The page's own address, path and query, without what only this visit has; without one, the path alone. */
  readonly canonical?: string;
  /** Days of a page that is one text: when it was put out and last changed (ISO days or instants). */
  readonly article?: { readonly published?: string; readonly modified?: string };
  /** Query of the list that this page is of, whose feeds and calendar its head names; empty for all documents. */
  readonly feeds?: string;
  readonly feedTitle?: string;
  readonly scripts?: readonly ScriptName[];
};

const feedForms = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
  calendar: 'text/calendar',
} as const;

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
    meta('og:image', address && `${origin}${pictureAddress()}`),
    meta('og:locale', language === 'zh' ? 'zh_CN' : 'en_GB'),
    meta('article:published_time', article?.published),
    meta('article:modified_time', article?.modified),
  ];
}

function headTags(sheet: PageHead, view: View, shared: boolean): Html {
  const { title, feeds, feedTitle = title } = sheet;
  const description = sheet.description === undefined ? undefined : plainLine(sheet.description, 300);
  return html`<title>${title} · Hongtou</title>
${description !== undefined && html`<meta name="description" content="${description}">\n`}${
  shared && shareTags({ ...sheet, ...(description !== undefined && { description }) }, view)
}<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${styleAddress()}">
${feeds !== undefined && feedLinks(feedTitle, feeds)}${scriptTags(sheet, view)}`;
}

export type PageContent = PageHead & {
  readonly current?: string;
  readonly body: Html;
  /** What the foot says of the sources; absent on pages that show no data. */
  readonly health?: { readonly total: number; readonly trouble: number; readonly unread: boolean };
};

const entries: readonly (readonly [string, string, string])[] = [
  ['/', 'This week', '本周'],
  ['/documents', 'Documents', '文件'],
  ['/calendar', 'Calendar', '日历'],
  ['/lineage', 'Lineage', '沿革'],
  ['/landmarks', 'Landmarks', '里程碑'],
  ['/sources', 'Sources', '来源'],
  ['/subscribe', 'Subscribe', '订阅'],
];

function top(sheet: PageContent, view: View): Html {
  const { say, to } = view;
  const offered = entries.filter(([path]) => view.open || path !== '/subscribe');
  const items = offered.map(([path, english, chinese]) => {
    const current = path === sheet.current && html` aria-current="page"`;
    return html`<li><a href="${to(path)}"${current}>${say(english, chinese)}</a></li>`;
  });
  return html`<header class="top"><div class="in">
<a class="name" href="${to('/')}">Hongtou <span lang="zh-Hans">红头</span></a>
<nav aria-label="${say('Main')}"><ul>${items}</ul></nav>
<form role="search" aria-label="${say('Search')}" action="/documents"><label class="vh" for="q">${say('Search documents, or go to a document number')}</label><span
class="join full"><input id="q" name="q" type="search" data-key="/" placeholder="${say('Words, 中文 or a number')}" maxlength="200"
autocomplete="off">${languageField(view)}<button>${say('Search')}</button></span></form></div></header>`;
}

function otherLanguage({ language, path, search }: View): Html {
  const other = new URLSearchParams(search);
  // The page of the choices is nothing without its token, which stands in its form as well.
  if (path !== '/choices') other.delete('token');
  if (language === 'zh') other.delete('lang');
  else other.set('lang', 'zh');
  const address = withQuery(encodeURI(path).replace(/^\/+/, '/'), Object.fromEntries(other));
  return language === 'zh'
    ? html`<a href="${address}" lang="en" hreflang="en">English</a>`
    : html`<a href="${address}" lang="zh-Hans" hreflang="zh">中文</a>`;
}

function foot(sheet: PageContent, view: View): Html {
  const { say, to, day, today } = view;
  const { total = 0, trouble = 0 } = sheet.health ?? {};
  const health =
    sheet.health &&
    !view.still &&
    html`<p>${say('Today is {today} in Beijing.', { today: day(today) })} ${say('{ok} of {total} sources OK;', { ok: total - trouble, total })}
<a href="${to('/sources')}">${say('{trouble} with problems', { trouble })}</a>${say('. ')}${say('Dates are days in Beijing.')}</p>`;
  return html`<footer class="foot"><div class="in">
<nav class="line" aria-label="${say('Themes')}">${themeIds.map((id) => html`<a href="${to(`/themes/${id}`)}">${view.word(themeNames, id)}</a>`)}</nav>
<nav class="line" aria-label="${say('More')}"><a href="${to('/themes')}">${say('Themes')}</a><a
href="${to('/places')}">${say('Provinces and themes')}</a><a
href="${to('/obligations')}">${say('Obligations')}</a><a
href="${to('/figures')}">${say('Figures by unit')}</a><a
href="${to('/promises')}">${say('Promise ledger')}</a><a
href="${to('/brief')}">${say('Check a paragraph')}</a><a
href="${to('/digests')}">${say('Past digests')}</a><a
href="${to('/trust')}">${say('How far to trust this')}</a><a
href="/feeds/documents.atom">${say('Feed')}</a><a
href="/feeds/hongtou.opml">${say('All feeds (OPML)')}</a><a href="/calendar.ics">${say('Calendar file')}</a><a
href="${to('/api')}">API</a>${otherLanguage(view)}${keysButton(view)}</nav>
${health}${health && view.signedIn && html`<form action="/signout" method="post"><p><button class="quiet">${say('Sign out')}</button></p></form>`}</div></footer>`;
}

/** What to do where no source was ever read, so that every list is empty. */
const firstSteps = ({ say, to }: View): Html =>
  html`<p class="note">${say('No source has been read yet.')} <code>hongtou run</code> ${say('reads all sources once,')} <code>hongtou start</code>
${say('goes on by itself,')} <code>hongtou demo</code> ${say('shows an invented sample world.')} <a href="${to('/sources')}">${say(
    'Which sources were read, and why others were not',
  )}</a></p>
`;

export function page(sheet: PageContent, view: View): string {
  return toMarkup(html`<!doctype html>
<html lang="${view.language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${headTags(sheet, view, sheet.health !== undefined)}</head>
<body>
<a class="skip" href="#main">${view.say('Skip to content')}</a>
${top(sheet, view)}
<main id="main">
${sheet.health?.unread && firstSteps(view)}${sheet.body}
</main>
${foot(sheet, view)}${keysDialog(view)}
</body>
</html>
`);
}

export async function healthOf(answers: Answers): Promise<Health> {
  const watched = await answers.sources();
  const known = sums.get(watched) ?? sumOf(watched);
  sums.set(watched, known);
  // Documents may have been added by hand.
  return known.unread ? { ...known, unread: (await answers.documents({ limit: 1, today: answers.today() })).hits.length === 0 } : known;
}

/** `view`: where not the request's own, that of a past day. */
type Sheet = PageContent & { readonly view?: View };

/** A page at an address: what it shows, or another answer. */
export const pageRoute = (
  path: string,
  show: (view: View, answers: Answers, request: RouteRequest) => Sheet | Response | Promise<Sheet | Response>,
): Route => ({
  method: 'GET',
  path,
  async answer(request, answers) {
    const view = viewOf(request, answers);
    const shown = await show(view, answers, request);
    if (shown instanceof Response) return shown;
    return textual(page({ ...shown, health: await healthOf(answers) }, shown.view ?? view), 'text/html');
  },
});

type Health = NonNullable<PageContent['health']>;
type Watched = Awaited<ReturnType<Answers['sources']>>;
/** The same states have the same sum, on each of the pages that are asked for meanwhile. */
const sums = new WeakMap<Watched, Health>();

function sumOf(watched: Watched): Health {
  const all = watched.filter(({ source }) => isEnabled(source));
  const roundAt = lastRoundAt(all, undefined);
  return {
    total: all.length,
    trouble: all.filter((each) => findUnseenReason(each, roundAt) !== undefined).length,
    unread: all.length > 0 && all.every(({ state }) => state?.lastGoodAt === undefined),
  };
}

const htmlType = { 'content-type': 'text/html; charset=utf-8' };

export const privatePage = (sheet: PageContent, view: View, status = 200): Response =>
  new Response(page(sheet, view), { status, headers: { ...htmlType, 'cache-control': 'no-store' } });

const headings = named<string>(names.problems);

export type Problem = { readonly status: number; readonly detail: string; readonly request: string };

export async function problemPage({ status, detail, request }: Problem, view: View, answers: Answers | undefined): Promise<Response> {
  const { say, word } = view;
  const heading = word(headings, String(status));
  const lead =
    status === 404
      ? html`${say('Document addresses do not change, so this one may be mistyped or incomplete.')} ${answers && say('Search for its number or words above.')}`
      : html`<span lang="en">${detail}</span>`;
  const body = html`<div class="head"><p class="kick">${status}</p><h1>${heading}</h1></div>
<p class="lead">${lead}</p>${smallPrint(html`${say('Request ID')} <code>${request}</code>`)}`;
  const health = answers && { health: await healthOf(answers) };
  return new Response(page({ title: `${status} ${heading}`, body, ...health }, view), { status, headers: htmlType });
}
