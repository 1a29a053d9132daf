import {
  type Digest,
  type DigestItem,
  type MovedFigure,
  placedItems,
  type SectionId,
  type SilentSource,
  sectionNames,
} from '../../model/digest.ts';
import { orEmpty } from '../../model/values.ts';
import { provinceOf } from '../../registry/provinces.ts';
import { beijing, cappedWords, type Locale } from '../words/days.ts';
import { plainLine } from '../words/escape.ts';
import { quantity } from '../words/page-view.ts';
import { awayWords, capital, conditionMeanings, conditionNames, type LanguagePair, levelNames } from '../words/words.ts';

export const elsewhereWords = (section: SectionId, { say, word }: Locale): string =>
  say('See {section}.', { section: word(sectionNames, section) });

const names: Readonly<Record<'added', LanguagePair>> = { added: ['Not in an earlier mail', '此前邮件未收录'] };

export const notEarlier = ({ title }: Locale): string => title(names, 'added');

/** A week that has ended is told as it stood at its end; a running one says when it was composed. */
export const composedWords = ({ to, composedAt }: Digest, { say, moment }: Locale): string =>
  composedAt === new Date(`${to}T23:59:59.999+08:00`).toISOString()
    ? say('as of the end of the week, Beijing time')
    : say('compiled {composedAt}, Beijing time', { composedAt: moment(composedAt) });

/** What an editor changed before it went; nothing where nobody did. */
export function editedWords({ edited }: Digest, { say, moment }: Locale): string | undefined {
  if (!edited) return undefined;
  const { struck, moved, notes, at } = edited;
  const who = plainLine(orEmpty(edited.who), 60);
  const counts = [
    struck > 0 && say('{struck} {struck:item|items} struck by the editor', { struck }),
    moved > 0 && say('{moved} moved', { moved }),
    notes > 0 && say('{notes} with a note', { notes }),
  ].filter((each) => each !== false);
  const by = say(`Edited ${who && `by ${who} `}${moment(at)}, Beijing time: `, `${who}于北京时间${moment(at)}编辑：`);
  return `${by}${counts.join(say('; '))}`;
}

export type ReaderNote = { readonly choices: string; readonly narrowed?: string; readonly confirmedOn?: string; readonly url: string };

/** `You receive this because you confirmed on 3 March 2026: everything; weekly, Monday 08:30 in Asia/Shanghai.` */
export function readerWords({ choices, confirmedOn }: ReaderNote, { say, day }: Locale): string {
  const on = confirmedOn === undefined ? undefined : day(confirmedOn);
  return say(
    `You receive this because you confirmed${on === undefined ? '' : ` on ${on}`}: ${choices}.`,
    `您${on === undefined ? '已' : `于${on}`}确认订阅：${choices}。`,
  );
}

export const foldedWords = (n: number, { say }: Pick<Locale, 'say'>): string => say('Older documents, first seen now: {n}', { n });

const mostDays = 6;

function closingNote({ closing = [], sections: { drafts } }: Digest, { say, day }: Locale): readonly string[] {
  const open = drafts.filter(({ id }) => closing.includes(id));
  const days = [...new Set(open.map(({ dates }) => orEmpty(dates.commentBy?.value)))].filter(Boolean).toSorted();
  if (days.length === 0) return [];
  const words = days.slice(0, mostDays).map(day).join(say('; '));
  return [
    say(
      `${open.length} ${open.length === 1 ? 'closes' : 'close'} within 14 days: ${words}${days.length > mostDays ? '; …' : ''}.`,
      `14天内截止${open.length}件：${words}${days.length > mostDays ? '；……' : ''}。`,
    ),
  ];
}

function effectNote({ from, to, sections: { effect } }: Digest, { say }: Locale): readonly string[] {
  const days = effect.map(({ dates }) => orEmpty(dates.effective?.value));
  const inWeek = days.filter((day) => day >= from && day <= to).length;
  const later = days.filter((day) => day > to).length;
  const words = [inWeek > 0 && say('{inWeek} this week', { inWeek }), later > 0 && say('{later} within the next 30 days', { later })];
  const said = words.filter((each) => each !== false).join(say(', ', '，'));
  return said === '' ? [] : [`${said}${say('.')}`];
}

export function sectionNotes(digest: Digest, section: SectionId | undefined, tongue: Locale): readonly string[] {
  if (section === 'drafts') return closingNote(digest, tongue);
  return section === 'effect' ? effectNote(digest, tongue) : [];
}

type FigureRow = {
  readonly subject: string;
  readonly now: string;
  readonly before: string;
  readonly since: string;
  readonly document: string;
  readonly quotes: readonly string[];
};

const amount = (value: number, unit: string, { language }: Locale): string => quantity({ value, unit, bound: 'exactly' }, { language });

const dated = (text: string, day: string | undefined, tongue: Locale): string =>
  day === undefined ? text : tongue.say('{text} ({day})', { text, day: tongue.day(day) });

function difference({ now, before, unit, added }: MovedFigure, tongue: Locale): string {
  if (added) return `+${amount(added.value, unit, tongue)}`;
  if (!before) return tongue.say('not stated');
  const by = now.value - before.value;
  const size = amount(Math.abs(by), unit, tongue);
  return by === 0
    ? tongue.say('unchanged')
    : `${by > 0 ? '+' : '−'}${unit === '%' ? tongue.say('{by} points', { by: Math.abs(by) }) : size}`;
}

export const figureHead = ({ say }: Locale): Pick<FigureRow, 'subject' | 'now' | 'before' | 'since'> => ({
  subject: say('Figure'),
  now: say('Now'),
  before: say('Previously'),
  since: say('Change'),
});

export const mostFigures = 6;

export const figureRows = ({ moved = [] }: Digest, tongue: Locale, most: number): readonly FigureRow[] =>
  moved.slice(0, most).map((figure) => {
    const { subject, unit, now, before } = figure;
    return {
      subject: plainLine(tongue.language === 'zh' ? subject.zh : subject.en, 160),
      now: dated(amount(now.value, unit, tongue), now.day, tongue),
      before: before ? dated(amount(before.value, unit, tongue), before.day, tongue) : tongue.say('not stated'),
      since: difference(figure, tongue),
      document: now.document,
      quotes: [
        ...new Set([now, ...(before ? [before] : []), ...(figure.added ? [figure.added] : [])].map(({ quote }) => plainLine(quote, 400))),
      ],
    };
  });

type UnseenView = {
  readonly english: string;
  readonly chinese: string;
  readonly id: string;
  readonly state: string;
  readonly what: string;
};

export function unseenView(unseen: SilentSource, locale: Locale): UnseenView {
  const { say, word, day, moment } = locale;
  const good = unseen.lastGoodAt;
  const last = good === undefined ? say('Not yet read successfully.') : say('Last read successfully {good}.', { good: moment(good) });
  const cut = unseen.capped && cappedWords(unseen.capped, locale);
  const away = unseen.away === undefined ? undefined : awayWords(unseen.away, say);
  const why = cut ?? away ?? (causeOf(unseen) === 'unread' ? undefined : (unseen.detail ?? word(conditionMeanings, unseen.condition)));
  const detail = capital(plainLine(orEmpty(why), 300));
  const condition = away === undefined ? word(conditionNames, unseen.condition) : word(causeNames, 'away');
  const since = day(beijing(unseen.since).slice(0, 10));
  const standing = since === '' ? condition : say('{condition} since {since}', { condition, since });
  return {
    english: plainLine(unseen.names.en, 200),
    chinese: plainLine(unseen.names.zh, 200),
    id: plainLine(unseen.sourceId, 80),
    state: cut === undefined ? standing : say('Cut off on {since}', { since }),
    what: [detail && (/[.。!?！？]$/.test(detail) ? detail : `${detail}${say('.')}`), last].filter(Boolean).join(say(' ')),
  };
}

/** Why a source was not seen: its condition; one that is `skipped` was not read yet or was passed over by the rounds. */
const causeNames: Readonly<Record<string, LanguagePair>> = {
  ...conditionNames,
  unread: ['Not read yet', '尚未读取'],
  capped: ['List longer than what was read', '列表未读完'],
  away: ['Moved or down', '网站迁移或停用'],
  late: ['Not visited of late', '近期未访问'],
};
const causeOf = ({ condition, lastGoodAt, way, capped, away }: SilentSource): string =>
  capped
    ? 'capped'
    : away !== undefined
      ? 'away'
      : way
        ? wayOf(way).join(' ')
        : condition !== 'skipped'
          ? condition
          : lastGoodAt === undefined
            ? 'unread'
            : 'late';

/** The way that failed: many sources have one cause then, and none of them is at fault. */
const wayOf = (way: NonNullable<SilentSource['way']>): readonly [kind: 'collector' | 'proxy', name: string] =>
  'collector' in way ? ['collector', way.collector] : ['proxy', way.proxy];

function causeName(id: string, { word, say }: Locale): string {
  const [kind = '', name = ''] = id.split(' ');
  if (kind === 'collector') return say('Collector {name} was silent', { name });
  if (kind === 'proxy') return say('Proxy {name} failed', { name });
  return word(causeNames, id);
}

/** More sources than these are counted by level: the minute of a mail is for the news. */
export const fewSources = 5;
const mostNamed = 5;

/** Whether a headline is of its publisher, or of its province: what it missed may matter there. */
function isNear({ publisher }: SilentSource, { highlights = [], sections: filled }: Digest): boolean {
  const ids = new Set(highlights.map(({ id }) => id));
  const issuers = placedItems({ sections: filled }).flatMap(({ item }) => (ids.has(item.id) ? item.issuers.map(({ id }) => id) : []));
  const province = publisher && provinceOf(publisher);
  return issuers.some((id) => id !== undefined && (id === publisher || (province !== undefined && provinceOf(id) === province)));
}

export type CauseLine = { readonly cause: string; readonly names: string; readonly sources: readonly SilentSource[] };

/** The sources that were not seen by what happened, as so many of each level; by name those near a headline. */
export function causeLines(digest: Digest, tongue: Locale): readonly CauseLine[] {
  const { say, language, word } = tongue;
  return [...Map.groupBy(digest.unseen, causeOf)]
    .toSorted(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .map(([id, all]) => {
      const named = all.filter((source) => isNear(source, digest)).slice(0, mostNamed);
      const names = named.map((source) => plainLine(source.names[language], 200));
      const others = Map.groupBy(
        all.filter((source) => !named.includes(source)).toSorted((a, b) => (orEmpty(a.level) < orEmpty(b.level) ? -1 : 1)),
        ({ level = 'L0' }) => word(levelNames, level),
      );
      const counts = [...others].map(([level, each]) => say('{level} {each}', { level, each: each.length }));
      const cause = causeName(id, tongue);
      return {
        cause: say('{cause} ({all})', { cause, all: all.length }),
        names: [...names, ...counts].join(say('; ')),
        sources: all,
      };
    });
}

/** Lengths of English in a digest; Chinese runs, which stand beside the English, count as none. */

const englishWord = /[\p{Script=Latin}\d][\p{Script=Latin}\d'’.,%/-]*/gu;
const address = /https?:\/\/\S+/g;

export const countWords = (text: string): number => text.replace(address, ' ').match(englishWord)?.length ?? 0;

function firstWords(text: string, most: number): string {
  if (countWords(text) <= most) return text;
  const words = text.split(' ');
  let count = 0;
  const end = words.findIndex((word) => {
    count += countWords(word);
    return count > most;
  });
  const kept = words.slice(0, Math.max(1, end));
  while (kept.length > 1 && /^(?:of|for|the|and|in|on|to|by|with|[–-])$/.test(orEmpty(kept.at(-1)))) kept.pop();
  return `${kept.join(' ').replace(/[\s,;:([–-]{1,9}$/, '')} …`;
}

/** A notice is on something, measures are for it or on it: a body may have the other word in its name. */
const envelope = new RegExp(
  '^(?:((?:Guiding |Implementation )?(?:Notice|Announcement|Opinions|Reply|Decision|Letter|Circular)) of (?:the )?.{3,160}? (on)' +
    '|((?:Several |Interim |Implementing )?(?:Measures|Provisions|Guidelines)) of (?:the )?.{3,160}? (on|for)) (?=\\S)',
);

/** A title without the body that issues it, which stands beside it: `Notice on Monitoring the Use of Green Power`. */
const withoutBody = (english: string): string =>
  english.replace(envelope, '$1$3 $2$4 ').replace(/^(?:Notice|Announcement) on (?:Issuing|Printing and Distributing) (?:the )?/, '');

function namesIssuer({ issuers, act, title }: DigestItem): boolean {
  const name = issuers[0]?.name;
  return name !== undefined && (act?.title ?? title).includes(name);
}

/** What views are asked for is what the act is about. */
const asking =
  /^(?:Notice|Announcement|Letter)\b.{0,160}? on (?:Publicly )?(?:Soliciting|Seeking) (?:Public )?(?:Comments|Opinions|Views) on (?:the )?(?=\S)/;

const stage = /\s?(\((?:draft|for trial)[^()]{0,40}\))$/i;

/** An English title in at most so many words: without its issuer, who stands beside it, then cut; what stage the text is at stays. */
export function shortTitle(item: DigestItem, english: string, most: number): string {
  const bare = (namesIssuer(item) ? withoutBody(english) : english).replace(asking, '');
  if (firstWords(bare, most) === bare) return bare;
  const [, kept] = stage.exec(bare) ?? [];
  if (kept === undefined) return firstWords(bare, most);
  const short = /^\(draft/i.test(kept) ? '(draft)' : '(trial)';
  return `${firstWords(bare.slice(0, -kept.length).trimEnd(), most - 1)} ${short}`;
}
