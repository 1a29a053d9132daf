import type { Digest } from '../../model/digest.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type DigestLanguage, type DigestLocale, localeOf } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { markHan } from '../words/page-view.ts';
import { type BriefLine, briefOf, countsOf, scopeLine, subjectOf } from './digest-highlights.ts';
import {
  causeLines,
  composedWords,
  figureHead,
  figureRows,
  foldedWords,
  mostFigures,
  nothingWords,
  type ReaderNote,
  readerWords,
  sectionNotes,
  type UnseenDetail,
  unseenView,
} from './digest-parts.ts';
import { digestTextParts } from './digest-text.ts';
import { composedDay } from './digest-view.ts';
import {
  type Detail,
  details,
  elsewhereMail,
  everything,
  fillPiece,
  isBriefEnough,
  itemMail,
  lineMail,
  type Told,
  type ToldSection,
  toldSections,
} from './items.ts';
import { narrowedRow, readerRows } from './reader-mail.ts';

type MailOptions = {
  readonly language: DigestLanguage;
  readonly unsubscribeUrl?: string;
  /** The digest's own page, by an address that needs no sign-in. */
  readonly digestUrl?: string;
  readonly reader?: ReaderNote;
  readonly baseUrl: string;
  readonly today?: string;
};
type DigestMail = { readonly subject: string; readonly html: string; readonly text: string };

/** Of a whole message, as it is sent: above about 102 KB mail programs cut it. */
const sizeLimit = 100_000;
/** Headers, the reader's links among them, and boundaries. */
const headSize = 4_000;
/** Octets of both parts in base64, in lines of 76 (RFC 2045); the form of a message that is mostly Chinese. */
const encodedSize = (part: string): number => Math.ceil((Math.ceil(Buffer.byteLength(part) / 3) * 4 * 78) / 76);
const isSendable = ({ html: markup, text }: DigestMail): boolean => headSize + encodedSize(markup) + encodedSize(text) < sizeLimit;

type Writing = {
  readonly tongue: DigestLocale;
  readonly subject: string;
  readonly baseUrl: string;
  /** The digest's own page. */
  readonly pageUrl: string;
  readonly unsubscribeUrl: string | undefined;
  readonly reader: ReaderNote | undefined;
  readonly today: string;
};

const link = (href: string, text: HtmlPart): Html => fillPiece('link', { href, text });
const text = (content: HtmlPart): Html => fillPiece('text', { content });
const soft = (content: HtmlPart): Html => fillPiece('soft', { content });

function toldMail({ item, how, onPage }: Told, detail: Detail, digest: Digest, { tongue, baseUrl, pageUrl, today }: Writing): Html {
  const page = `${onPage ? `${pageUrl}#` : `${baseUrl}/documents/`}${encodeURIComponent(item.id)}`;
  if (how === 'elsewhere') return elsewhereMail(item, today, tongue, page);
  return how === 'line'
    ? lineMail(item, today, tongue, { page, words: detail.words, numbered: digest.highlights === undefined })
    : itemMail(item, today, tongue, { ...detail, page });
}

function figuresMail(digest: Digest, { tongue, pageUrl }: Writing): HtmlPart {
  const rows = figureRows(digest, tongue, mostFigures).map(({ document, subject, ...row }) => {
    const name = fillPiece('bare', { href: `${pageUrl}#figures`, text: markHan(subject) });
    return fillPiece('figure', { ...row, quotes: undefined, subject: name });
  });
  return rows.length > 0 && fillPiece('figures', { rows: [fillPiece('figureHead', figureHead(tongue)), ...rows] });
}

function sectionMail(section: ToldSection, detail: Detail, digest: Digest, writing: Writing): HtmlPart {
  const { tongue, pageUrl } = writing;
  const { say } = tongue;
  const { name, n, told, older, more, id } = section;
  const figures = id === 'enforcement' && figuresMail(digest, writing);
  const content = html`${n === 0 && !figures && soft(nothingWords(digest, tongue))}${sectionNotes(digest, id, tongue).map((note) => soft(markHan(note)))}`;
  const items = html`${told.map((each) => toldMail(each, detail, digest, writing))}${older > 0 && text(link(`${pageUrl}#${id}`, foldedWords(older, tongue)))}${
    more > 0 && text(link(pageUrl, say(`And ${more} more`, `另有${more}件`)))
  }`;
  return [
    fillPiece('heading', { name: markHan(name), n: String(n), content }),
    figures,
    (told.length > 0 || older + more > 0) && fillPiece('block', { content: items }),
  ];
}

function unseenRows(digest: Digest, detail: UnseenDetail, { tongue, pageUrl }: Writing): HtmlPart {
  const { say } = tongue;
  if (detail === 0)
    return digest.unseen.map((unseen) => {
      const view = unseenView(unseen, tongue);
      return text(
        html`<b>${view.english}</b> ${markHan(view.chinese)} [${view.id}]<br>${markHan(view.state)}${say('. ', '。')}${markHan(view.what)}`,
      );
    });
  const lines = causeLines(digest, detail, tongue).map(({ cause, names }) =>
    text(html`<b>${markHan(cause)}</b>${names !== '' && html`${say(': ', '：')}${markHan(names)}`}`),
  );
  return [...lines, text(link(`${pageUrl}#unseen`, say('Each of them, since when and why')))];
}

function unseenMail(digest: Digest, detail: UnseenDetail, writing: Writing): Html {
  const { tongue } = writing;
  const { say } = tongue;
  const { total } = digest.sources;
  const n = digest.unseen.length;
  const note = n > 0 ? say('Documents from these sources may be missing for the period stated.') : say('All sources were read.');
  return fillPiece('heading', {
    name: say('Sources with problems'),
    n: say(`${n} of ${total} sources`, `${total}个中的${n}个`),
    content: html`${soft(note)}${n > 0 && unseenRows(digest, detail, writing)}${soft(markHan(scopeLine(digest, tongue)))}`,
  });
}

function footMail({ tongue, pageUrl, unsubscribeUrl, reader }: Writing): Html {
  const { say } = tongue;
  const links = [
    ...(reader ? [link(reader.url, say('Change your choices'))] : []),
    link(pageUrl, say('View online')),
    ...(unsubscribeUrl === undefined ? [] : [link(unsubscribeUrl, say('Unsubscribe'))]),
  ];
  const why = reader && html`${markHan(readerWords(reader, tongue))}<br>`;
  return fillPiece('foot', { content: html`${why}${joinParts(links, ' · ')}` });
}

/** A line of the brief; its headline leads to where the item stands on the page. */
function briefMail({ text: all, headline, id }: BriefLine, { pageUrl }: Writing): Html {
  if (headline === undefined || id === undefined) return fillPiece('brief', { content: markHan(all) });
  const name = fillPiece('headline', { href: `${pageUrl}#${encodeURIComponent(id)}`, text: markHan(headline) });
  return fillPiece('brief', { content: html`${name}${markHan(all.slice(headline.length))}` });
}

function mailHtml(digest: Digest, writing: Writing, detail: Detail): string {
  const { tongue, subject, today } = writing;
  const { say } = tongue;
  const brief = briefOf(digest, today, tongue);
  const counts = countsOf(digest, tongue).map(({ name, n }) => `${name} ${n}`);
  const about = `${say(`Weekly digest ${digest.week}, `, `每周摘要 ${digest.week}，`)}${composedWords(digest, tongue)}${say(
    `; days left are counted from ${tongue.day(today)}`,
    `；剩余天数自${tongue.day(today)}起算`,
  )}`;
  const all = [...counts, say(`Source problems ${digest.unseen.length}`, `异常来源 ${digest.unseen.length}`)].join(' · ');
  const rows = [
    fillPiece('masthead', { about: markHan(about), range: markHan(tongue.range(digest.from, digest.to)) }),
    narrowedRow(digest, { narrowed: writing.reader?.narrowed, pageUrl: writing.pageUrl }, tongue),
    ...readerRows(digest, today, tongue),
    fillPiece('block', { content: [brief.map((line) => briefMail(line, writing)), fillPiece('kind', { content: markHan(all) })] }),
    ...toldSections(digest, tongue, detail, true).map((section) => sectionMail(section, detail, digest, writing)),
    unseenMail(digest, detail.unseen, writing),
    footMail(writing),
  ];
  const lang = tongue.language === 'zh' ? 'zh-Hans' : 'en';
  const preview = plainLine(brief.map((line) => line.text).join(' '), 140);
  return toMarkup(fillPiece('frame', { lang, title: subject, preview, rows }));
}

type Sized = { readonly mail: DigestMail; readonly fits: boolean };

/** Each detail tells less than the one before it, so halving finds the first that fits: a week of thousands is written six times, not twenty. */
function firstSendable(write: (detail: Detail) => Sized): DigestMail {
  const whole = write(everything);
  if (whole.fits) return whole.mail;
  let found = write(details.at(-1) ?? everything);
  let [tooLong, fits] = [0, details.length - 1];
  while (tooLong + 1 < fits) {
    const middle = Math.floor((tooLong + fits) / 2);
    const sized = write(details[middle] ?? everything);
    if (sized.fits) [fits, found] = [middle, sized];
    else tooLong = middle;
  }
  return found.mail;
}

/**
 * The digest as a mail: one subject line, both parts under 100 KB as sent, HTML with inline styles, absolute http(s) links and nothing remote, and a text part
 * that tells the same. A week too long for one mail tells less of the sources, then of each item, then fewer items with their number and the address of all.
 */
export function digestMail(
  digest: Digest,
  { language, unsubscribeUrl, digestUrl, reader, baseUrl, today = composedDay(digest) }: MailOptions,
): DigestMail {
  const tongue = localeOf(language);
  const base = orEmpty(webAddress(baseUrl)).replace(/\/$/, '');
  const pageUrl = webAddress(orEmpty(digestUrl)) ?? `${base}/digests/${digest.week}`;
  const subject = subjectOf(digest, today, tongue);
  const wanted = { baseUrl: base, pageUrl, today, ...opt('unsubscribeUrl', unsubscribeUrl), ...opt('reader', reader) };
  const write = (detail: Detail): Sized => {
    const { text: plain, unseen, words } = digestTextParts(digest, language, { ...wanted, detail });
    const markup = mailHtml(digest, { ...wanted, tongue, subject, unsubscribeUrl, reader }, { ...detail, unseen });
    const mail = { subject, text: plain, html: markup };
    return { mail, fits: isSendable(mail) && isBriefEnough(digest, detail, words) };
  };
  return firstSendable(write);
}
