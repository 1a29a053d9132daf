import { type Digest, type DigestItem, sections } from '../../model/digest.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { renderTimeLeft } from '../words/days.ts';
import { type DigestLanguage, type DigestLocale, localeOf } from '../words/digest-locale.ts';
import { headerLine, html, joinParts, plainLine, toMarkup, webAddress } from '../words/escape.ts';
import { sectionNames } from '../words/words.ts';
import { briefOf, countsOf, nearest, scopeLine } from './digest-brief.ts';
import { type Detail, digestTextParts, everything } from './digest-text.ts';
import { causeLines, type UnseenDetail, unseenView } from './digest-unseen.ts';
import { composedDay, itemView } from './digest-view.ts';
import { composedWords, elsewhereWords, notEarlier } from './digest-words.ts';
import { darkRules, frameMail, heading, line, style } from './mail-frame.ts';
import { itemMail } from './mail-item.ts';

export type MailOptions = {
  readonly language: DigestLanguage;
  readonly unsubscribeUrl?: string;
  /** The digest's own page, by an address that needs no sign-in. */
  readonly digestUrl?: string;
  readonly baseUrl: string;
  readonly today?: string;
};
export type DigestMail = { readonly subject: string; readonly html: string; readonly text: string };

/** Of a whole message, as it is sent: above about 102 KB mail programs cut it. */
const sizeLimit = 100_000;
/** Headers, the reader's links among them, and boundaries. */
const headSize = 4_000;
/** Octets of both parts in base64, in lines of 76 (RFC 2045); the form of a message that is mostly Chinese. */
const encodedSize = (part: string): number => Math.ceil((Math.ceil(Buffer.byteLength(part) / 3) * 4 * 78) / 76);
const isSendable = ({ html: markup, text }: DigestMail): boolean => headSize + encodedSize(markup) + encodedSize(text) < sizeLimit;

/** What is told of the sources that were not seen is cut first, then what is told of an item, then items, and these only with the number of those that are left out. */
const details: readonly Detail[] = [
  everything,
  { ...everything, unseen: 2 },
  { level: 1, most: Number.POSITIVE_INFINITY, unseen: 2 },
  { level: 2, most: Number.POSITIVE_INFINITY, unseen: 2 },
  ...[80, 60, 40, 30, 24, 18, 14, 11, 8, 6, 4, 3, 2, 1, 0].map((most) => ({ level: 2 as const, most, unseen: 2 as const })),
];
const least: Detail = { level: 2, most: 0, unseen: 3 };

function subjectOf(digest: Digest, today: string, { say }: DigestLocale): string {
  const { binding, drafts } = digest.sections;
  const added = digest.notInEarlierMail?.length ?? 0;
  const held = sections.reduce((sum, section) => sum + digest.sections[section].length, added);
  const closes = nearest(drafts, 'commentBy', today)?.dates.commentBy?.value;
  const words = closes && renderTimeLeft(closes, today, say);
  const left = words ? `${say(', ', '，')}${words}` : '';
  const told = [
    binding.length > 0 && say(`${binding.length} binding ${binding.length === 1 ? 'text' : 'texts'}`, `约束性文件${binding.length}件`),
    drafts.length > 0 && say(`${drafts.length} ${drafts.length === 1 ? 'draft' : 'drafts'}${left}`, `征求意见${drafts.length}件${left}`),
    binding.length + drafts.length === 0 && (held > 0 ? say(`${held} ${held === 1 ? 'item' : 'items'}`, `${held}件`) : say('nothing new')),
    digest.unseen.length > 0 &&
      say(`${digest.unseen.length} source${digest.unseen.length === 1 ? '' : 's'} with problems`, `${digest.unseen.length}个来源异常`),
  ].filter(Boolean);
  return headerLine(`Hongtou 红头 ${digest.week}: ${told.join('; ')}`);
}

type Writing = {
  readonly tongue: DigestLocale;
  readonly subject: string;
  readonly baseUrl: string;
  /** The digest's own page. */
  readonly pageUrl: string;
  readonly unsubscribeUrl: string | undefined;
  readonly today: string;
};

function sectionMail(name: string, items: readonly DigestItem[], { tongue, baseUrl, pageUrl, today }: Writing, { level, most }: Detail) {
  const more = items.length - most;
  return html`${heading(name, String(items.length))}
${items.length === 0 && line(tongue.say('Nothing new.'), style.soft)}
${items.slice(0, most).map((item) => itemMail(itemView(item, today, tongue), tongue, { baseUrl, level, elsewhere: item.inFull && elsewhereWords(item.inFull, tongue) }))}
${more > 0 && line(html`<a href="${pageUrl}" class="lk" style="${style.link}">${tongue.say(`And ${more} more`, `另有${more}件`)}</a>`, style.text)}`;
}

const soft = (text: string) => html`<span class="sf" style="${style.soft}">${text}</span>`;

function unseenRows(digest: Digest, detail: UnseenDetail, { tongue, pageUrl }: Writing) {
  const { say } = tongue;
  if (detail === 0)
    return digest.unseen.map((unseen) => {
      const view = unseenView(unseen, tongue);
      return line(
        html`<b>${view.english}</b> <span lang="zh-Hans">${view.chinese}</span> ${soft(`[${view.id}]`)}<br>${view.state}${say('. ', '。')}${view.what}`,
        style.text,
      );
    });
  const lines = causeLines(digest, detail, tongue).map(({ cause, names }) =>
    line(html`<b>${cause}</b>${names !== '' && html`${say(': ', '：')}${names}`}`, style.text),
  );
  const page = html`<a href="${`${pageUrl}#unseen`}" class="lk" style="${style.link}">${say('Each of them, since when and why')}</a>`;
  return [...lines, line(page, style.text)];
}

function unseenMail(digest: Digest, detail: UnseenDetail, writing: Writing) {
  const { tongue } = writing;
  const { say } = tongue;
  const { total } = digest.sources;
  const n = digest.unseen.length;
  const note = n > 0 ? say('Documents from these sources may be missing for the period stated.') : say('All sources were read.');
  return html`${heading(say('Sources with problems'), say(`${n} of ${total} sources`, `${total}个中的${n}个`))}
${line(note, style.soft)}${n > 0 && unseenRows(digest, detail, writing)}${line(scopeLine(digest, tongue), style.soft)}`;
}

function footMail({ tongue: { say }, pageUrl, unsubscribeUrl }: Writing) {
  const page = html`<a href="${pageUrl}" class="lk" style="${style.link}">${say('View online')}</a>`;
  const leave =
    unsubscribeUrl !== undefined && html`<a href="${unsubscribeUrl}" class="lk" style="${style.link}">${say('Unsubscribe')}</a>`;
  return html`<tr><td class="pad rl" style="padding:28px 0 32px"><p class="sf" style="${style.foot}">${joinParts(leave ? [page, leave] : [page], ' · ')}</p></td></tr>`;
}

function mailHtml(digest: Digest, writing: Writing, detail: Detail): string {
  const { tongue, subject, today } = writing;
  const { say } = tongue;
  const brief = briefOf(digest, today, tongue);
  const counts = countsOf(digest, tongue).map(({ name, n }) => `${name} ${n}`);
  const added = digest.notInEarlierMail ?? [];
  const told = [
    ...sections.map((section) => [tongue.title(sectionNames, section), digest.sections[section]] as const),
    ...(added.length > 0 ? [[notEarlier(tongue), added] as const] : []),
  ];
  const body = html`<tr><td class="pad" style="padding:22px 0 12px;border-bottom:2px solid #b0141c">
<p class="ink" style="${style.name}">Hongtou <span class="rd" lang="zh-Hans" style="color:#b0141c">红头</span></p>
<p class="sf" style="${style.kind}">${say(`Weekly digest ${digest.week}, `, `每周摘要 ${digest.week}，`)}${composedWords(digest, tongue)}${say(
    `; days left are counted from ${tongue.day(today)}`,
    `；剩余天数自${tongue.day(today)}起算`,
  )}</p>
<h1 class="ink" style="${style.h1}">${tongue.range(digest.from, digest.to)}</h1></td></tr>
<tr><td class="pad" style="padding:8px 0 0">${brief.map(({ text }) => html`<p class="ink" style="${style.brief}">– ${text}</p>`)}
<p class="sf" style="${style.kind}">${[...counts, tongue.say(`Source problems ${digest.unseen.length}`, `异常来源 ${digest.unseen.length}`)].join(' · ')}</p></td></tr>
${told.map(([name, items]) => html`<tr><td class="pad ink" style="padding:28px 0 0;${style.cell}">${sectionMail(name, items, writing, detail)}</td></tr>`)}
<tr><td class="pad" style="padding:28px 0 0">${unseenMail(digest, detail.unseen, writing)}</td></tr>
${footMail(writing)}`;
  return toMarkup(
    frameMail({
      language: tongue.language,
      title: subject,
      preview: plainLine(brief.map(({ text }) => text).join(' '), 140),
      rules: darkRules,
      rows: body,
    }),
  );
}

/** Each detail tells less than the one before it, so halving finds the first that fits: a week of thousands is written six times, not twenty. */
function firstSendable(write: (detail: Detail) => DigestMail): DigestMail {
  const whole = write(everything);
  if (isSendable(whole)) return whole;
  let found = write(least);
  let [tooLong, fits] = [0, details.length];
  while (tooLong + 1 < fits) {
    const middle = Math.floor((tooLong + fits) / 2);
    const mail = write(details[middle] ?? least);
    if (isSendable(mail)) [fits, found] = [middle, mail];
    else tooLong = middle;
  }
  return found;
}

/**
 * The digest as a mail: one subject line, both parts under 100 KB as sent, HTML with inline styles, absolute http(s) links and nothing remote, and a text part
 * that tells the same. A week too long for one mail tells less of the sources, then of each item, then fewer items with their number and the address of all.
 */
export function digestMail(
  digest: Digest,
  { language, unsubscribeUrl, digestUrl, baseUrl, today = composedDay(digest) }: MailOptions,
): DigestMail {
  const tongue = localeOf(language);
  const base = orEmpty(webAddress(baseUrl)).replace(/\/$/, '');
  const pageUrl = webAddress(orEmpty(digestUrl)) ?? `${base}/digests/${digest.week}`;
  const subject = subjectOf(digest, today, tongue);
  const wanted = { baseUrl: base, pageUrl, today, ...opt('unsubscribeUrl', unsubscribeUrl) };
  const write = (detail: Detail): DigestMail => {
    const { text, unseen } = digestTextParts(digest, language, { ...wanted, detail });
    return { subject, text, html: mailHtml(digest, { ...wanted, tongue, subject, unsubscribeUrl }, { ...detail, unseen }) };
  };
  return firstSendable(write);
}
