import type { DigestItem } from '../../model/digest.ts';
import type { LanguagePair } from '../../model/reader.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import type { WebhookForm } from '../../model/webhook.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { dayWords, renderTimeLeft } from '../words/days.ts';
import { plainLine } from '../words/escape.ts';
import { inEnglish } from '../words/page-view.ts';
import { fieldName, statusName } from '../words/status-reason.ts';
import { headlineOf, ownHeadline } from '../words/text-name.ts';
import { capital, dateNames, type Language, sayIn, typeNames, unseenWords, word } from '../words/words.ts';

type Happening = {
  readonly event: { readonly n: number; readonly at: string; readonly what: string };
  readonly item: DigestItem;
  readonly page: string;
};

const verbs: Readonly<Record<string, LanguagePair>> = {
  new: ['New', '新增'],
  changed: ['Changed', '变更'],
  withdrawn: ['Withdrawn', '撤下'],
  returned: ['Online again', '重新上线'],
};
const verbOf = ({ what }: Happening['event'], language: 0 | 1): string => (verbs[what] ?? verbs['changed'] ?? ['', ''])[language];
const wide: Readonly<Record<string, string>> = { '<': '＜', '>': '＞', '@': '＠', ']': '］', '`': '｀', '*': '＊', '|': '｜' };

/**
 * Text that no chat tool takes for a mention, a link or markup: Slack reads `<!channel>`, Mattermost `@all` and `[words](address)`. The
 * sign within a mail address is no mention.
 */
const chatLine = (text: string, limit: number): string =>
  plainLine(text, limit).replace(/[<>`*|]|\](?=\()|(?<!\w)@/g, (sign) => wide[sign] ?? sign);

const mostSaid = 3;
const longestSaid = 300;

const changeLine = ({ field, before = 'none', after = 'none' }: DigestItem['changes'][number]): string =>
  chatLine(`${fieldName(field, 'en')}: was ${plainLine(before, 120)}; now ${plainLine(after, 120)}`, longestSaid);

function textOf({ event, item, page }: Happening): string {
  const { english, chinese } = headlineOf(item);
  const issuers = item.issuers.map(({ name, english: body = name }) => body).join(', ');
  const facts = [word(typeNames, item.type, 'en'), statusName(item, inEnglish), issuers, unseenWords(item, 'en')]
    .filter(Boolean)
    .join(' · ');
  const said = summaryInBrief(item.summary ?? [], mostSaid).filter(({ kind }) => kind === 'sentence');
  return [
    `${verbOf(event, 0)}: ${chatLine(english, longestSaid)}`,
    ...(chinese === english ? [] : [chatLine(chinese, longestSaid)]),
    chatLine(facts, longestSaid),
    ...item.changes.slice(0, mostSaid).map(changeLine),
    ...said.map(({ says }) => chatLine(says, longestSaid)),
    page,
  ].join('\n');
}

/** A headline for a chat: in both languages, with the days in each. */
type ChatHeadline = { readonly en: string; readonly zh: string; readonly days: readonly string[]; readonly page?: string };

function headlineIn({ event, item, page }: Happening): ChatHeadline {
  const { english, chinese } = headlineOf(item);
  const today = dayOf(new Date(event.at));
  const daysIn = (language: Language): string =>
    (['effective', 'commentBy', 'expires'] as const)
      .flatMap((kind) => {
        const value = item.dates[kind]?.value;
        if (value === undefined) return [];
        const left = kind === 'commentBy' ? renderTimeLeft(value, today, sayIn(language)) : undefined;
        return [
          `${capital(word(dateNames, kind, language))} ${dayWords(value, language)}${left === undefined ? '' : language === 'zh' ? `（${left}）` : ` (${left})`}`,
        ];
      })
      .join(' · ');
  const line = (language: 0 | 1, title: string): string =>
    `${verbOf(event, language)}${language === 0 ? ': ' : '：'}${chatLine(title, longestSaid)}`;
  return { en: line(0, english), zh: line(1, chinese), days: [daysIn('en'), daysIn('zh')].filter(Boolean), page };
}

const open = '打开 / Open';
/** What each chat takes: the fields of its incoming webhook. */
const chatForms: Readonly<Record<WebhookForm, (headline: ChatHeadline) => object>> = {
  slack: ({ en, zh, days, page }) => {
    const [first = '', ...rest] = [en, zh, ...days].map((line) => line.replaceAll('&', '&amp;'));
    return { text: [page === undefined ? first : `<${page}|${first}>`, ...rest].join('\n'), unfurl_links: false };
  },
  teams: ({ en, zh, days, page }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          ...{ $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4' },
          body: [en, zh, ...days].map((text, n) => ({ type: 'TextBlock', text, wrap: true, ...(n === 0 && { weight: 'Bolder' }) })),
          ...(page !== undefined && { actions: [{ type: 'Action.OpenUrl', title: open, url: page }] }),
        },
      },
    ],
  }),
  feishu: ({ en, zh, days, page }) => ({
    msg_type: 'post',
    content: {
      post: {
        zh_cn: {
          title: zh,
          content: [
            ...[en, ...days].map((text) => [{ tag: 'text', text }]),
            ...(page === undefined ? [] : [[{ tag: 'a', text: open, href: page }]]),
          ],
        },
      },
    },
  }),
  dingtalk: ({ en, zh, days, page }) =>
    page === undefined
      ? { msgtype: 'text', text: { content: [zh, en].join('\n') } }
      : { msgtype: 'link', link: { title: zh, text: [en, ...days].join('\n'), messageUrl: page } },
};

/**
 * A change as JSON: `type`, `timestamp` and `data` as Standard Webhooks ask for, and beside them `text`, the one field that chat tools
 * read. The same change gives the same data as long as the document does not change again.
 */
export function webhookMessage(change: Happening, form?: WebhookForm): string {
  if (form) return toPrintableJson(chatForms[form](headlineIn(change)));
  const { event, item, page } = change;
  const { english } = headlineOf(item);
  return toPrintableJson({
    type: `document.${event.what}`,
    timestamp: event.at,
    text: textOf(change),
    data: {
      id: item.id,
      what: event.what,
      revision: event.n,
      title: { zh: item.title, en: ownHeadline(item).english },
      ...(item.act ? { act: { zh: item.act.title, en: english } } : {}),
      issuers: item.issuers,
      ...opt({ notSeenOnIssuersSite: item.notSeenOnIssuersSite, number: item.number }),
      type: item.type,
      status: item.status,
      dates: item.dates,
      themes: item.themes,
      ...opt('level', item.level),
      summary: item.summary ?? [],
      quotes: item.quotes,
      changes: item.changes,
      relations: item.relations,
      ...opt('older', item.older),
      url: item.url,
      page,
    },
  });
}

const reached = { en: 'Hongtou can reach this webhook.', zh: '红头可以送达此处。', days: [] };
export const testMessage = (now: Date, form?: WebhookForm): string =>
  toPrintableJson(form ? chatForms[form](reached) : { type: 'test', timestamp: now.toISOString(), text: reached.en, data: {} });
