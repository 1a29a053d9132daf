import type { Answers } from '../../model/answers.ts';
import { themeIds } from '../../model/vocabulary.ts';
import { findUnseenReason, isEnabled, lastRoundAt } from '../../stages/watch/silence.ts';
import { type Html, html, toMarkup } from '../words/escape.ts';
import { languageField, type View } from '../words/page-view.ts';
import { themeNames } from '../words/words.ts';
import { keysButton, keysDialog } from './keys-dialog.ts';
import { headTags, type PageHead } from './page-head.ts';

export type PageContent = PageHead & {
  /** Path of the entry of the main navigation that this page belongs to. */
  readonly current?: string;
  readonly body: Html;
  /** What the foot says of the sources; absent on pages that show no data. */
  readonly health?: { readonly total: number; readonly trouble: number };
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

/** The same address in the other language. */
function otherLanguage({ language, path, search }: View): Html {
  const other = new URLSearchParams(search);
  // The page of the choices is nothing without its token, which stands in its form as well.
  if (path !== '/choices') other.delete('token');
  if (language === 'zh') other.delete('lang');
  else other.set('lang', 'zh');
  const query = other.toString();
  const address = `${encodeURI(path).replace(/^\/+/, '/')}${query === '' ? '' : `?${query}`}`;
  return language === 'zh'
    ? html`<a href="${address}" lang="en" hreflang="en">English</a>`
    : html`<a href="${address}" lang="zh-Hans" hreflang="zh">中文</a>`;
}

function foot(sheet: PageContent, view: View): Html {
  const { say, to, day, today } = view;
  const { total, trouble } = sheet.health ?? { total: 0, trouble: 0 };
  const health =
    sheet.health &&
    html`<p>${say(`Today is ${day(today)} in Beijing.`, `今天是北京时间${day(today)}。`)} ${say(`${total - trouble} of ${total} sources OK;`, `${total}个来源中${total - trouble}个正常；`)}
<a href="${to('/sources')}">${say(`${trouble} with problems`, `${trouble}个异常`)}</a>. ${say('Dates are days in Beijing.')}</p>`;
  return html`<footer class="foot"><div class="in">
<nav class="line" aria-label="${say('Themes')}">${themeIds.map((id) => html`<a href="${to(`/themes/${id}`)}">${view.word(themeNames, id)}</a>`)}</nav>
<nav class="line" aria-label="${say('More')}"><a href="${to('/themes')}">${say('Themes')}</a><a
href="${to('/places')}">${say('Provinces and themes', '各省与主题')}</a><a
href="${to('/digests')}">${say('Past digests')}</a><a
href="/feeds/documents.atom">${say('Feed')}</a><a
href="/feeds/hongtou.opml">${say('All feeds (OPML)')}</a><a href="/calendar.ics">${say('Calendar file')}</a><a
href="${to('/api')}">API</a>${otherLanguage(view)}${keysButton(view)}</nav>
${health}${health && view.signedIn && html`<form action="/signout" method="post"><p><button class="quiet">${say('Sign out')}</button></p></form>`}</div></footer>`;
}

/** A whole page, ready to send. */
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
${sheet.body}
</main>
${foot(sheet, view)}${keysDialog(view)}
</body>
</html>
`);
}

/** How many sources are read and how many of them are not in order, for the foot of a page. */
export async function healthOf(answers: Answers): Promise<Health> {
  const watched = await answers.sources();
  const known = sums.get(watched) ?? sumOf(watched);
  sums.set(watched, known);
  return known;
}

type Health = NonNullable<PageContent['health']>;
type Watched = Awaited<ReturnType<Answers['sources']>>;
/** The same states have the same sum, on each of the pages that are asked for meanwhile. */
const sums = new WeakMap<Watched, Health>();

function sumOf(watched: Watched): Health {
  const all = watched.filter(({ source }) => isEnabled(source));
  const roundAt = lastRoundAt(all, undefined);
  return { total: all.length, trouble: all.filter((each) => findUnseenReason(each, roundAt) !== undefined).length };
}

/** A page that is one reader's own: nothing on the way keeps it. */
export const privatePage = (sheet: PageContent, view: View, status = 200): Response =>
  new Response(page(sheet, view), { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
