import type { Digest } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { type Html, headerLine, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { markHan } from '../words/page-view.ts';
import { wrap } from '../words/wrap.ts';
import { fillPiece } from './mail-piece.ts';
import { narrowedWords, readerParts, reminderSubject } from './reader-part.ts';

const width = 72;

/** The reader's own part as rows of a mail. */
export const readerRows = (digest: Digest, today: string, tongue: DigestLocale): readonly Html[] =>
  readerParts(digest, today, tongue).map(({ name, lines }) => {
    const rows = lines.map(({ text, url }) => {
      const href = url === undefined ? undefined : webAddress(url);
      return fillPiece('text', { content: href === undefined ? markHan(text) : fillPiece('link', { href, text: markHan(text) }) });
    });
    return fillPiece('heading', { name: markHan(name), n: String(lines.length), content: html`${rows}` });
  });

type Narrowing = { readonly narrowed: string | undefined; readonly pageUrl: string };

/** What a mail was narrowed to and how much that left out, with the page that has it. */
export function narrowedRow(digest: Digest, { narrowed, pageUrl }: Narrowing, tongue: DigestLocale): Html | false {
  const words = narrowedWords(digest, narrowed, tongue);
  if (words === undefined) return false;
  const all = fillPiece('link', { href: pageUrl, text: tongue.say('The whole week', '全部内容') });
  const content = html`${markHan(words)}${tongue.say(': ', '：')}${all}`;
  return fillPiece('block', { content: fillPiece('soft', { content }) });
}

/** The same as text: what stands before the digest, and what after it. */
export function readerText(digest: Digest, today: string, tongue: DigestLocale): readonly string[] {
  return readerParts(digest, today, tongue).map(({ name, lines }) => {
    const head = `${tongue.language === 'en' ? name.toUpperCase() : name} (${lines.length})\n${'-'.repeat(width)}`;
    return [head, ...lines.map(({ text, url }) => `${wrap(text, width, '- ', '  ')}${url === undefined ? '' : `\n  ${url}`}`)].join('\n\n');
  });
}

export const narrowedText = (digest: Digest, { narrowed, pageUrl }: Narrowing, tongue: DigestLocale): readonly string[] => {
  const words = narrowedWords(digest, narrowed, tongue);
  return words === undefined ? [] : [`${wrap(`${words}${tongue.say(':', '：')}`, width)}\n${pageUrl}`];
};

type Foot = { readonly why: string; readonly links: readonly { readonly name: string; readonly url: string }[] };

/** A mail of reminders alone: each deadline with its page, and the foot of every mail. */
export function reminderMail(digest: Digest, today: string, tongue: DigestLocale, { why, links }: Foot) {
  const subject = headerLine(reminderSubject(digest, today, tongue));
  const ways = links.map(({ name, url }) => fillPiece('link', { href: url, text: name }));
  const rows = [
    fillPiece('masthead', { about: tongue.say('Deadlines that come near', '临近的截止日期'), range: markHan(tongue.day(today)) }),
    ...readerRows(digest, today, tongue),
    fillPiece('foot', { content: html`${markHan(why)}<br>${joinParts(ways, ' · ')}` }),
  ];
  const lang = tongue.language === 'zh' ? 'zh-Hans' : 'en';
  const preview = plainLine(reminderSubject(digest, today, tongue), 140);
  const foot = [wrap(why, width), ...links.map(({ name, url }) => `${name}: ${url}`)].join('\n');
  return {
    subject,
    html: toMarkup(fillPiece('frame', { lang, title: subject, preview, rows })),
    text: `HONGTOU 红头\n${tongue.day(today)}\n\n${readerText(digest, today, tongue).join('\n\n')}\n\n-- \n${foot}\n`,
  };
}
