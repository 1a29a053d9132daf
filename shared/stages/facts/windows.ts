import type { Dates } from '../../model/article.ts';
import type { CommentWindow, Window } from '../../model/facts.ts';
import { group } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { foldScript } from '../text/fold.ts';
import { findDateMentions } from './lifecycle/date-mentions.ts';
import { findLifecycleDates } from './lifecycle/lifecycle-dates.ts';
import { findMentions } from './link/mentions.ts';
import { splitSentences } from './link/sentences.ts';

export type WindowInput = { readonly title: string; readonly text: string; readonly type: DocumentType; readonly dates: Dates };

const windowWords = /截止|截至|申报|申请|报名|报送|推荐|受理|公示|异议|申领|征集|提交|填报|\b(?:appl|nominat|object|submi|deadline)/i;
/** Somebody asks for something. A report that is due to a higher body (形成报告并报送) is a duty, and no application. */
const asks = /申报|申请|申领|报名|推荐|受理|征集|填报|揭榜|参赛|参评|投稿|遴选|评选|认定|任务书|建议书|\b(?:appl|nominat|propos)/i;
const kinds = { applyBy: 'application', objectBy: 'objection' } as const;
const withWindows: ReadonlySet<DocumentType> = new Set([
  'call',
  'notice',
  'announcement',
  'public-notice',
  'guideline',
  'measures',
  'plan',
  'other',
]);
const mostWindows = 12;

/** Application and objection windows of a notice or call, each with its sentence; the latest end of each wording last. Never a comment or a bid. */
export function readWindows({ title, text, type, dates }: WindowInput): Window[] {
  if (!withWindows.has(type)) return [];
  const base = dates.published?.value ?? dates.signed?.value;
  const found = new Map<string, Window>();
  for (const span of splitSentences(text)) {
    const sentence = text.slice(span.start, span.end);
    const plain = foldScript(sentence);
    if (!windowWords.test(plain)) continue;
    const taken = findMentions(sentence, plain);
    const context = { ...(base ? { base } : {}), around: [text.slice(Math.max(0, span.start - 100), span.start), title], taken };
    for (const moment of findLifecycleDates(sentence, context)) {
      const kind = moment.k === 'applyBy' || moment.k === 'objectBy' ? kinds[moment.k] : undefined;
      if (!kind || moment.value.length !== 10 || (kind === 'application' && !asks.test(`${plain} ${title}`))) continue;
      const first = findDateMentions(sentence, plain, context).find((each) => each.value === moment.value)?.from?.value;
      const from = first && first.length === 10 && first <= moment.value ? { from: first } : {};
      const line = {
        kind,
        ...from,
        until: moment.value,
        ...(moment.time ? { time: moment.time } : {}),
        quote: sentence.trim().slice(0, 200),
      };
      if (found.size < mostWindows && !found.has(`${kind} ${moment.value}`)) found.set(`${kind} ${moment.value}`, line);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.until < b.until ? -1 : 1));
}

const mail = /[A-Za-z0-9][\w.+-]{0,60}@[A-Za-z0-9][A-Za-z0-9.-]{1,80}\.[A-Za-z]{2,10}/g;
const site = /(?:https?:\/\/|(?<![\w@./])www\.)[A-Za-z0-9][\w.~:/?#@!$&*+=%-]{3,160}(?<![.:,?!])/gi;
const phone = /(?<![\d-])(?:0\d{2,3}[-—－ ]?\d{7,8}|1[3-9]\d{9}|400[-－ ]?\d{3}[-－ ]?\d{4})(?!\d)/g;
const address = /(?:通[信讯]地址|地址|邮寄(?:地址)?(?:至|到)?|来信请?寄(?:至|往)?|寄至|信函寄)\s{0,4}[:：]?\s{0,4}([^，。；;\n]{6,80})/g;
const spoken = /意见|建议|反馈|comment|views|联系|通[信讯]|邮箱|邮件|信函|登录|网站|电话|传真/i;

const all = (text: string, pattern: RegExp, at = 0): string[] =>
  [...new Set([...text.matchAll(pattern)].map((each) => group(each, at).trim()))].slice(0, 6);

/** How and until when views on a draft may be sent; undefined where nothing is asked. Ways are taken from the notice in front of the draft. */
export function readCommentWindow({ title, text, type, dates }: WindowInput): CommentWindow | undefined {
  const deadline = dates.commentBy;
  if (type !== 'draft' && !deadline) return undefined;
  const notice = foldScript(text.length > 4000 ? `${text.slice(0, 3000)}\n${text.slice(-1000)}` : text);
  const lines = notice.split(/\n/).filter((line) => spoken.test(line));
  const said = lines.join('\n');
  const window = {
    ...opening(deadline?.quote, deadline?.value, dates, title),
    ...(deadline ? { until: deadline.value } : {}),
    ...(deadline?.time ? { time: deadline.time } : {}),
    mails: all(said, mail),
    sites: all(said, site),
    phones: all(said, phone),
    addresses: all(said, address, 1),
  };
  const ways = window.mails.length + window.sites.length + window.phones.length + window.addresses.length;
  return deadline || ways > 0 ? window : undefined;
}

/** The first day: of the range that the deadline's sentence gives, else the day of publication. */
function opening(quote: string | undefined, until: string | undefined, dates: Dates, title: string): { from?: string } {
  if (!quote || !until) return {};
  const base = dates.published?.value ?? dates.signed?.value;
  const context = { ...(base ? { base } : {}), around: [title] };
  const first = findDateMentions(quote, foldScript(quote), context).find((each) => each.value === until)?.from?.value;
  const from = first?.length === 10 && first <= until ? first : dates.published?.value;
  return from && from.length === 10 && from <= until ? { from } : {};
}
