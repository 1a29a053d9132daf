import type { Digest, SilentSource } from '../../model/digest.ts';
import { awayWords } from '../words/away-words.ts';
import { cappedWords } from '../words/capped-words.ts';
import { beijing } from '../words/days.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { plainLine } from '../words/escape.ts';
import { capital, conditionMeanings, conditionNames, type LanguagePair } from '../words/words.ts';

/** What could not be seen, worded once for text, mail and page. */
type UnseenView = {
  readonly english: string;
  readonly chinese: string;
  readonly id: string;
  readonly state: string;
  readonly what: string;
};

/** One source that was not seen in full: its names, its state since when, what happened, when it last was well. */
export function unseenView(unseen: SilentSource, locale: DigestLocale): UnseenView {
  const { say, word, day, moment } = locale;
  const good = unseen.lastGoodAt;
  const last =
    good === undefined
      ? say('Not yet read successfully.')
      : say(`Last read successfully ${moment(good)}.`, `最近一次正常读取：${moment(good)}。`);
  const cut = unseen.capped && cappedWords(unseen.capped, locale);
  const away = unseen.away === undefined ? undefined : awayWords(unseen.away, say);
  const detail = capital(plainLine(cut ?? away ?? unseen.detail ?? word(conditionMeanings, unseen.condition), 300));
  const condition = away === undefined ? word(conditionNames, unseen.condition) : word(causeNames, 'away');
  const since = day(beijing(unseen.since).slice(0, 10));
  return {
    english: plainLine(unseen.names.en, 200),
    chinese: plainLine(unseen.names.zh, 200),
    id: plainLine(unseen.sourceId, 80),
    state:
      cut === undefined ? say(`${condition} since ${since}`, `自${since}起${condition}`) : say(`Cut off on ${since}`, `${since}未读完`),
    what: `${/[.。!?！？]$/.test(detail) ? detail : `${detail}${say('.', '。')}`} ${last}`,
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

function causeName(id: string, { word, say }: DigestLocale): string {
  const [kind = '', name = ''] = id.split(' ');
  if (kind === 'collector') return say(`Collector ${name} was silent`, `采集机${name}未运行`);
  if (kind === 'proxy') return say(`Proxy ${name} failed`, `代理${name}不通`);
  return word(causeNames, id);
}

/** Sources that a problem of makes a week incomplete: the centre and the ministries. A digest of an older version does not know the level. */
const isImportant = ({ level = 'L0' }: SilentSource): boolean => level <= 'L2';
const rank = ({ level = 'L0', sourceId }: SilentSource): string => `${level} ${sourceId}`;

type UnseenCause = { readonly id: string; readonly name: string; readonly sources: readonly SilentSource[] };

/** The sources that were not seen by cause, the commonest cause first, the most important source first. */
const unseenCauses = ({ unseen }: Digest, locale: DigestLocale): readonly UnseenCause[] =>
  [...Map.groupBy(unseen, causeOf)]
    .map(([id, all]) => ({ id, name: causeName(id, locale), sources: all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1)) }))
    .toSorted((a, b) => b.sources.length - a.sources.length || (a.id < b.id ? -1 : 1));

/** How much is told: 0 of every source what happened; 1 every source by name; 2 the important ones by name; 3 only how many. */
export type UnseenDetail = 0 | 1 | 2 | 3;
/** Of each cause so many names are told. */
const mostNamed = 5;
/** More sources than these are told with less detail in a mail: its minute is for the news. */
const mostSources: Readonly<Record<UnseenDetail, number>> = { 0: 5, 1: 20, 2: Number.POSITIVE_INFINITY, 3: Number.POSITIVE_INFINITY };

/** Names of the sources of one cause, as many as the detail allows, and how many more there are. */
function namesOf({ sources }: UnseenCause, detail: UnseenDetail, { say, language }: DigestLocale): string {
  const told = detail < 2 ? sources : detail === 2 ? sources.filter(isImportant).slice(0, mostNamed) : [];
  const names = told.map((source) => plainLine(language === 'zh' ? source.names.zh : source.names.en, 200));
  const more = sources.length - told.length;
  if (names.length > 0 && more > 0) names.push(say(`${more} more`, `另有${more}个`));
  return names.join(say('; ', '；'));
}

type CauseLine = { readonly cause: string; readonly names: string; readonly sources: readonly SilentSource[] };

/** A line for each cause: `Refused (112): Ministry …; 107 more`. */
export const causeLines = (digest: Digest, detail: UnseenDetail, tongue: DigestLocale): readonly CauseLine[] =>
  unseenCauses(digest, tongue).map((cause) => ({
    cause: tongue.say(`${cause.name} (${cause.sources.length})`, `${cause.name}（${cause.sources.length}）`),
    names: namesOf(cause, detail, tongue),
    sources: cause.sources,
  }));

/**
 * The most detail, from `least` on, with which `write` tells of the sources in no more characters than the news take. Where no page names the others
 * (`page` is false), every source is named.
 */
export function unseenDetailFor(
  { unseen }: Digest,
  { least, page, news }: { readonly least: UnseenDetail; readonly page: boolean; readonly news: number },
  write: (detail: UnseenDetail) => string,
): UnseenDetail {
  const details = ([0, 1, 2, 3] as const).filter((detail) => (page ? detail >= least : detail < 2));
  const fits = (detail: UnseenDetail): boolean => unseen.length <= mostSources[detail] && write(detail).length <= news;
  return details.find(fits) ?? details.at(-1) ?? 3;
}
