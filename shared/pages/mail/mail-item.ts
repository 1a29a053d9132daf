import type { DigestLocale } from '../words/digest-locale.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import type { ItemView } from './digest-view.ts';
import { style } from './mail-frame.ts';

const link = (url: string, text: HtmlPart): Html => html`<a href="${url}" class="lk" style="${style.link}">${text}</a>`;
const zh = (text: string): Html => html`<span lang="zh-Hans">${text}</span>`;

function titles(view: ItemView, page: string, { language }: DigestLocale): Html {
  const name = (text: string, chinese: boolean): Html =>
    html`<h3 class="ink" style="${style.h3}"><a href="${page}" class="ink" style="color:#1a1b1d"${chinese && html` lang="zh-Hans"`}>${text}</a></h3>`;
  if (view.chinese === undefined) return name(view.english, false);
  return language === 'zh'
    ? html`${name(view.chinese, true)}<p class="sf" lang="en" style="${style.zh}">${view.english}</p>`
    : html`${name(view.english, false)}<p class="sf" lang="zh-Hans" style="${style.zh}">${view.chinese}</p>`;
}

const facts = (view: ItemView): Html =>
  html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:6px">${view.facts.map(
    ({ label, lines, chinese }) =>
      html`<tr><td class="sf" valign="top" style="${style.label}">${label}</td>
<td class="ink"${chinese && html` lang="zh-Hans"`} style="${style.value}">${joinParts(lines, html`<br>`)}</td></tr>`,
  )}</table>`;

const coverage = (view: ItemView): HtmlPart =>
  view.coverage.map(
    ({ title, original, url, type }) =>
      html`<p class="sf" style="${style.kind}">${type}: ${url === undefined ? title : link(url, title)}${original !== undefined && html` ${zh(original)}`}</p>`,
  );

type ItemOptions = { readonly baseUrl: string; readonly level: 0 | 1 | 2; readonly elsewhere?: string | undefined };

/** One item: what matters in time, titles, kind, quotes, facts, coverage, links. `level` as in Detail of digest-text; `elsewhere` says where it is told in full. */
export function itemMail(view: ItemView, tongue: DigestLocale, { baseUrl, level, elsewhere }: ItemOptions): Html {
  const { say } = tongue;
  const page = `${baseUrl}/documents/${encodeURIComponent(view.id)}`;
  const official = view.official !== undefined && link(view.official, say('Official page'));
  if (elsewhere !== undefined)
    return html`<p class="ink" style="margin:8px 0">${view.lead && html`<b>${view.lead.strong}</b> ${view.lead.rest}: `}<a href="${page}"
class="lk">${view.english}</a> ${elsewhere}</p>`;
  if (level === 2) {
    const brief = view.facts.slice(0, 2).flatMap(({ lines }) => lines);
    // Hundreds of these must fit: the font comes from the cell around them.
    return html`<p class="ink" style="margin:8px 0">${view.lead && html`<b>${view.lead.strong}</b>: `}<a href="${page}"
class="lk">${view.english}</a>${view.chinese !== undefined && html` ${zh(view.chinese)}`} ${brief.join('; ')}${
      view.official !== undefined &&
      html` <a
href="${view.official}" class="lk">${say('Official page')}</a>`
    }</p>`;
  }
  return html`<div style="padding-bottom:8px">${view.lead && html`<p class="ink" style="${style.text}"><b>${view.lead.strong}</b> ${view.lead.rest}</p>`}
<p class="sf" style="${style.kind}"><b>${view.status}</b> · ${view.kind}</p>
${titles(view, page, tongue)}
${level === 0 && view.quotes.map((quote) => html`<p class="ink rl" lang="zh-Hans" style="${style.quote}">“${quote}”</p>`)}
${facts(view)}
${level === 0 && coverage(view)}
<p class="sf" style="${style.kind}">${joinParts(official === false ? [link(page, say('In Hongtou'))] : [official, link(page, say('In Hongtou'))], ' · ')}</p></div>`;
}
