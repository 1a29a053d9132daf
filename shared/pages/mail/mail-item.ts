import type { DigestItem } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { titleLanguage } from '../words/headline.ts';
import { markHan, zh } from '../words/page-view.ts';
import { type Detail, roomyFacts } from './digest-telling.ts';
import { type ItemView, itemView } from './digest-view.ts';
import { elsewhereWords } from './digest-words.ts';
import { labelWords, listedFacts, saidWithin } from './item-facts.ts';
import { itemLine, type LineOptions } from './item-line.ts';
import { fillPiece } from './mail-piece.ts';

/** Items of a digest in a mail. */

const link = (href: string, text: HtmlPart): Html => fillPiece('link', { href, text });

function titles(view: ItemView, href: string, { language }: DigestLocale): Html {
  const { english, chinese } = view;
  const [first, second] = language === 'zh' && chinese !== undefined ? [chinese, english] : [english, chinese];
  const title = fillPiece('title', { href, lang: titleLanguage(first), text: first });
  return second === undefined ? title : html`${title}${fillPiece('other', { lang: titleLanguage(second), text: second })}`;
}

const fact = (label: string, lines: readonly string[]): Html =>
  fillPiece('fact', { label: markHan(`${label}:`), content: joinParts(lines.map(markHan), html`<br>`) });

const leadOf = ({ lead }: ItemView): HtmlPart => lead && fillPiece('lead', { strong: markHan(lead.strong), rest: markHan(lead.rest) });

/** What the act does: its sentences, then what only its own words say; else its quotes. */
function said(view: ItemView, facts: number): HtmlPart {
  const { sentences, labels } = saidWithin(view, facts);
  return [
    sentences.length > 0 && fillPiece('text', { content: markHan(sentences.map(({ says }) => says).join(' ')) }),
    labels.map((label) => fillPiece('fact', { label: labelWords(label), content: zh(`“${label.quote}”`) })),
    view.quotes.map((text) => fillPiece('quote', { text })),
  ];
}

const coverage = (view: ItemView): HtmlPart =>
  view.coverage.map(({ title, original, url, type }) =>
    fillPiece('kind', {
      content: html`${markHan(type)}: ${url === undefined ? markHan(title) : link(url, markHan(title))}${original !== undefined && html` ${markHan(original)}`}`,
    }),
  );

/** `page`: where a page tells of it, with the words that prove each sentence. */
type ItemOptions = Pick<Detail, 'level' | 'facts'> & { readonly page: string };

/** One item in full: what matters in time, kind, titles, what it does, facts, coverage, links. */
export function itemMail(item: DigestItem, today: string, tongue: DigestLocale, { level, facts, page }: ItemOptions): Html {
  const view = itemView(item, today, tongue);
  const { say } = tongue;
  const own = view.page && html`${say('On the page: ', '页面标题：')}${markHan(view.page.chinese)}`;
  const official = view.official === undefined ? [] : [link(view.official, say('Official page'))];
  const unseen = view.unseen !== undefined && html` · <b>${markHan(view.unseen)}</b>`;
  const links = [...official, link(page, view.said.length > 0 ? say('Quotes', '原文依据') : say('In Hongtou'))];
  return html`${leadOf(view)}${fillPiece('kind', { content: html`<b>${view.status}</b> · ${markHan(view.kind)}${unseen}` })}
${titles(view, page, tongue)}${own && fillPiece('kind', { content: own })}
${level === 0 && said(view, facts)}
${listedFacts(view, facts >= roomyFacts).map(({ label, lines }) => fact(label, lines))}
${level === 0 && coverage(view)}${fillPiece('kind', { content: joinParts(links, ' · ') })}`;
}

/** One item in a line, its headline the way to its paragraph on the page. */
export function lineMail(
  item: DigestItem,
  today: string,
  tongue: DigestLocale,
  { page, ...options }: LineOptions & { readonly page: string },
): Html {
  const { lead, title, by, beside } = itemLine(item, today, tongue, options);
  const name = fillPiece('bare', { href: page, text: markHan(title) });
  const content = html`${lead !== undefined && html`<b>${markHan(lead)}</b>${tongue.say(': ', '：')}`}${name}${by !== undefined && html`${tongue.say(' ', '')}${markHan(by)}`}${
    beside !== '' && html` ${markHan(beside)}`
  }`;
  return fillPiece('short', { content });
}

/** An item that another section has in full. */
export function elsewhereMail(item: DigestItem, today: string, tongue: DigestLocale, page: string): Html {
  const view = itemView(item, today, tongue);
  const lead = view.lead && html`<b>${markHan(view.lead.strong)}</b> ${markHan(view.lead.rest)}${tongue.say(': ', '：')}`;
  const name = fillPiece('bare', { href: page, text: markHan(view.english) });
  return fillPiece('short', { content: html`${lead}${name} ${item.inFull && markHan(elsewhereWords(item.inFull, tongue))}` });
}
