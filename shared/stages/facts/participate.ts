import type { Article, Participation } from '../../model/article.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { foldScript } from '../text/language.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { isConsultation } from './lifecycle/stated-dates.ts';
import { splitSentences } from './link/sentences.ts';

const {
  otherMail,
  takesPart,
  siteWord,
  postal,
  labelled,
  noAddress,
  lead,
  /** 登录某网站“意见征集”栏目: a form whose address the page does not give. */
  opened,
  address,
  recipient,
  englishAddress,
  readsOnly,
  looseAddress,
  streets,
  postcode,
} = expressionsOf(expressions.participate);

/** Ways to take part in a call for comment, each with the sentence that names it. Telephone and fax are no ways of the contract. */

type Place = { readonly start: number; readonly end: number; readonly plain: string };

/** The notice stands in front of the draft; signatures and contacts may stand at the end. */
const noticeLength = 3000;
const longestQuote = 300;
const mostWays = 12;

const at = '(?:@|#|[（(\\[【]\\s?(?:at|@|#)\\s?[）)\\]】]|\\sAT\\s)';
const mail = new RegExp(
  `(?<![\\w.+/#@-])([A-Za-z0-9][\\w.+-]{0,60})\\s?${at}\\s?([A-Za-z0-9][A-Za-z0-9-]{0,60}(?:\\.[A-Za-z0-9-]{1,60}){0,5}\\.[A-Za-z]{2,10})(?![\\w@-])`,
  'gi',
);

const site = /(?:https?:\/\/|(?<![\w@./-])(?:www|[a-z]{2,12})\.(?=[\w-]{1,40}\.[a-z]))[A-Za-z0-9][\w.~:/?#!$&*+=%-]{2,200}/gi;
const button = /点击[^，。；\n]{0,20}[“"]([^”"\n]{2,20})[”"]/;

const clipped = (text: string, start: number, end: number): string => text.slice(start, Math.min(end, start + longestQuote)).trim();

function mailsIn({ plain }: Place): string[] {
  if (otherMail.test(plain) && !/意见|建议|反馈/.test(plain)) return [];
  // A name in front of the host of a web address is no mail box.
  return [...plain.matchAll(mail)].flatMap(({ index, 1: local = '', 2: host = '' }) =>
    /:\/\/[^\s，。；]{0,80}$/.test(plain.slice(Math.max(0, index - 90), index)) ? [] : [`${local}@${host}`.toLowerCase()],
  );
}

/** Where the head of a page stands in one line with the notice, only what stands near an address speaks of it. */
const near = 120;
const aroundOf = (plain: string, at: number, length: number): string =>
  plain.slice(Math.max(0, at - near), at + length + near).replace(/征求意见稿/g, '');

function formsIn({ plain }: Place): string[] {
  if (!takesPart.test(plain.replace(/征求意见稿/g, ''))) return [];
  if (readsOnly.test(plain) && !/提出|反馈|留言|提交|填写|发表/.test(plain)) return [];
  const free = plain.replace(mail, (whole) => ' '.repeat(whole.length));
  const sites = [...free.matchAll(site)]
    .filter(({ index, 0: found }) => takesPart.test(aroundOf(plain, index, found.length)))
    .map(([found]) => found.replace(/[.:,?!]{1,4}$/, ''));
  if (sites.length > 0) return sites;
  const name = namedSite(plain) ?? button.exec(plain)?.[1];
  return name === undefined ? [] : [name.trim()];
}

function namedSite(plain: string): string | undefined {
  for (const [, words = ''] of plain.matchAll(opened)) {
    const found = siteWord.exec(words);
    if (!found) continue;
    const named = found.index + found[0].length;
    // 通过“某某政务服务网”: the name ends with its quotation mark.
    const close = words.lastIndexOf('“', named) > words.lastIndexOf('”', named - 1) ? words.indexOf('”', named) : -1;
    const end = close < 0 ? named : close + 1;
    const column = /^.{0,12}?[“"][^”"]{1,60}[”"]/.exec(words.slice(end));
    return words.slice(0, end + (column?.[0].length ?? 0));
  }
  return undefined;
}

/** Postal addresses of a sentence, each with the offset behind it, where its postcode is looked for. */
function addressesIn({ plain }: Place): { readonly to: string; readonly end: number }[] {
  const english = englishAddress.exec(plain);
  if (english?.[1] !== undefined) return [{ to: english[1], end: english.index + english[0].length }];
  if (!postal.test(plain)) return [];
  const found: { to: string; end: number }[] = [];
  for (const piece of plain.matchAll(/[^，。；;：:（）()\n、,]{3,90}/g)) {
    const before = plain.slice(Math.max(0, piece.index - 16), piece.index);
    const sent = piece[0].replace(lead, '');
    const words = sent.replace(/\s{0,4}(?:邮\s{0,4}编|邮政编码)?\s{0,4}$/, '').trim();
    const cued = (sent !== piece[0] && streets.test(words)) || (labelled.test(before) && looseAddress.test(words));
    const fits = address.test(words) || (cued && words.length >= 6);
    const last = found.at(-1);
    const end = piece.index + piece[0].length - (sent.length - sent.trimEnd().replace(/(?:邮\s{0,4}编|邮政编码)$/, '').length);
    if (fits && !noAddress.test(words)) found.push({ to: words.replace(/^.{0,12}?地址\s{0,3}/, ''), end });
    else if (last && recipient.test(words) && /^[，,]?$/.test(plain.slice(last.end, piece.index))) {
      last.to += `，${words}`;
      last.end = end;
    }
  }
  return found;
}

/** Where the draft begins: what it says of addresses is no way to comment on it. */
const firstArticle = /\n[ \u3000]{0,8}第[一1](?:条|章)[\s\u3000【〔（(]/;

function placesOf(text: string, plain: string): Place[] {
  const draft = firstArticle.exec(plain)?.index;
  const [head, tail] = draft === undefined ? [noticeLength, text.length - 1000] : [Math.min(draft, noticeLength), text.length];
  const spans: { start: number; end: number }[] = [];
  for (const span of splitSentences(text)) {
    const last = spans.at(-1);
    // 登录某网站提出意见。（网址：…）: the address stands behind the full stop.
    if (last && /^\s{0,3}[（(](?:网址|邮编|https?:)/.test(plain.slice(span.start, span.end))) last.end = span.end;
    else spans.push({ ...span });
  }
  return spans
    .filter(({ start }) => start < head || start > tail)
    .map(({ start, end }) => ({ start, end, plain: plain.slice(start, end) }));
}

/** Where the postcode of an address stands: behind it, or on one of the next lines, before another address. */
function postcodeBehind(text: string, plain: string, from: number): { readonly code: string; readonly end: number } | undefined {
  const behind = plain.slice(from, from + 90);
  const found = postcode.exec(behind);
  const code = found?.[1] ?? found?.[2];
  if (found === null || code === undefined || address.test(behind.slice(0, found.index))) return undefined;
  const end = from + found.index + found[0].length;
  return text.slice(from, end).split('\n').length <= 4 ? { code, end } : undefined;
}

export function readParticipation(text: string): Participation[] {
  const plain = foldScript(text);
  const ways = new Map<string, Participation>();
  const add = (by: Participation['by'], to: string, quote: string): void => {
    const key = `${by} ${to.toLowerCase()}`;
    if (ways.size < mostWays && !ways.has(key)) ways.set(key, { by, to, quote });
  };
  for (const place of placesOf(text, plain)) {
    const quote = clipped(text, place.start, place.end);
    for (const to of formsIn(place)) add('form', to, quote);
    for (const to of mailsIn(place)) add('email', to, quote);
    for (const { to, end } of addressesIn(place)) {
      const code = to.match(/\b\d{6}$/) ? undefined : postcodeBehind(text, plain, place.start + end);
      const all = code && code.end > place.end ? clipped(text, place.start, code.end) : quote;
      add('post', code ? `${to} ${code.code}` : to, all);
    }
  }
  return [...ways.values()];
}

export function participationOf(type: DocumentType, title: string, text: string): Pick<Article, 'participate'> {
  const ways = isConsultation(type, title) ? readParticipation(text) : [];
  return ways.length > 0 ? { participate: ways } : {};
}
