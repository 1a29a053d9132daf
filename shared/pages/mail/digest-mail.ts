import type { Digest } from '../../model/digest.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type DigestLanguage, localeOf } from '../words/days.ts';
import { type Html, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { markHan } from '../words/page-view.ts';
import { type BriefLine, briefOf, subjectOf } from './digest-highlights.ts';
import { composedWords, editedWords, type ReaderNote, readerWords } from './digest-parts.ts';
import { digestTextParts } from './digest-text.ts';
import { composedDay } from './digest-view.ts';
import { type Detail, details, everything, fillPiece, isBriefEnough } from './items.ts';
import { narrowedRow, readerParts } from './reader-mail.ts';
import { countsLine, footLinks, partMail, sectionParts, unseenPart, type Writing } from './telling.ts';

type MailOptions = {
  readonly language: DigestLanguage;
  readonly unsubscribeUrl?: string;
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

type Foot = { readonly reader: ReaderNote | undefined; readonly unsubscribeUrl: string | undefined };

function footMail({ tongue, pageUrl }: Writing, foot: Foot): Html {
  const links = footLinks({ ...foot, pageUrl }, tongue).map(({ name, url }) => fillPiece('link', { href: url, text: name }));
  const why = foot.reader && html`${markHan(readerWords(foot.reader, tongue))}<br>`;
  return fillPiece('foot', { content: html`${why}${joinParts(links, ' · ')}` });
}

function briefMail({ text: all, headline, id }: BriefLine, { pageUrl }: Writing): Html {
  if (headline === undefined || id === undefined) return fillPiece('brief', { content: markHan(all) });
  const name = fillPiece('headline', { href: `${pageUrl}#${encodeURIComponent(id)}`, text: markHan(headline) });
  return fillPiece('brief', { content: html`${name}${markHan(all.slice(headline.length))}` });
}

function mailHtml(subject: string, writing: Writing, foot: Foot): string {
  const { digest, tongue, today, pageUrl } = writing;
  const { say } = tongue;
  const brief = briefOf(digest, today, tongue);
  const edited = editedWords(digest, tongue);
  const about = [
    say('Weekly digest {week}, ', { week: digest.week }),
    composedWords(digest, tongue),
    say('; days left are counted from {today}', { today: tongue.day(today) }),
  ].join('');
  const rows = [
    fillPiece('masthead', { about: markHan(about), range: markHan(tongue.range(digest.from, digest.to)) }),
    narrowedRow(digest, { narrowed: foot.reader?.narrowed, pageUrl }, tongue),
    ...readerParts(digest, today, tongue).map((part) => partMail(part, writing)),
    fillPiece('block', {
      content: [
        edited !== undefined && fillPiece('kind', { content: markHan(edited) }),
        brief.map((line) => briefMail(line, writing)),
        fillPiece('kind', { content: markHan(countsLine(digest, tongue)) }),
      ],
    }),
    ...sectionParts(writing).map((part) => partMail(part, writing)),
    partMail(unseenPart(writing), writing),
    footMail(writing, foot),
  ];
  const lang = tongue.language === 'zh' ? 'zh-Hans' : 'en';
  const preview = plainLine(brief.map((line) => line.text).join(' '), 140);
  return toMarkup(fillPiece('frame', { lang, title: subject, preview, rows }));
}

type Sized = { readonly mail: DigestMail; readonly fits: boolean };

/**
 * Each detail tells less than the one before it, so halving finds the first that fits: a week of thousands is written six times, not
 * twenty.
 */
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
 * The digest as a mail, both parts under 100 KB as sent. A week too long for one mail tells less of the sources, then of each item, then
 * fewer items with their number and the address of all.
 */
export function digestMail(
  digest: Digest,
  { language, unsubscribeUrl, digestUrl, reader, baseUrl, today = composedDay(digest) }: MailOptions,
): DigestMail {
  const tongue = localeOf(language);
  const base = orEmpty(webAddress(baseUrl)).replace(/\/$/, '');
  const pageUrl = webAddress(orEmpty(digestUrl)) ?? `${base}/digests/${digest.week}`;
  const subject = subjectOf(digest, today, tongue);
  const wanted = { baseUrl: base, pageUrl, today, ...opt({ unsubscribeUrl, reader }) };
  const write = (detail: Detail): Sized => {
    const { text: plain, words } = digestTextParts(digest, language, { ...wanted, detail });
    const writing = { digest, tongue, today, baseUrl: base, pageUrl, detail };
    const markup = mailHtml(subject, writing, { reader, unsubscribeUrl });
    const mail = { subject, text: plain, html: markup };
    return { mail, fits: isSendable(mail) && isBriefEnough(digest, detail, words) };
  };
  return firstSendable(write);
}
