import type { DigestItem } from '../../model/digest.ts';
import { opt } from '../../model/values.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { plainLine } from '../words/escape.ts';
import { inEnglish } from '../words/page-view.ts';
import { fieldName, statusName } from '../words/status-reason.ts';
import { headlineOf, ownHeadline } from '../words/text-name.ts';
import { typeNames, unseenWords, word } from '../words/words.ts';

type Happening = {
  readonly event: { readonly n: number; readonly at: string; readonly what: string };
  readonly item: DigestItem;
  readonly page: string;
};

const verbs: Readonly<Record<string, string>> = { new: 'New', changed: 'Changed', withdrawn: 'Withdrawn', returned: 'Online again' };
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
    `${verbs[event.what] ?? 'Changed'}: ${chatLine(english, longestSaid)}`,
    ...(chinese === english ? [] : [chatLine(chinese, longestSaid)]),
    chatLine(facts, longestSaid),
    ...item.changes.slice(0, mostSaid).map(changeLine),
    ...said.map(({ says }) => chatLine(says, longestSaid)),
    page,
  ].join('\n');
}

/**
 * A change as JSON: `type`, `timestamp` and `data` as Standard Webhooks ask for, and beside them `text`, the one field that chat tools
 * read. The same change gives the same data as long as the document does not change again.
 */
export function webhookMessage(change: Happening): string {
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

export const testMessage = (now: Date): string =>
  toPrintableJson({ type: 'test', timestamp: now.toISOString(), text: 'Hongtou can reach this webhook.', data: {} });
