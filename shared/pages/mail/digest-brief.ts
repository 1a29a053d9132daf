import { type Digest, type DigestItem, type SectionId, sections } from '../../model/digest.ts';
import { orEmpty } from '../../model/values.ts';
import { beijing } from '../words/days.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { plainLine } from '../words/escape.ts';
import { sectionNames } from '../words/words.ts';
import { type BriefLine, highlightLines } from './digest-highlights.ts';

const titleOf = (item: DigestItem, { language }: DigestLocale): string =>
  plainLine(language === 'zh' ? item.title : item.english || item.title, 240).replace(/[.。…]{1,9}$/, (end) =>
    end.includes('…') ? '…' : '',
  );

/** The item whose day comes first of those from `from` on. */
export const nearest = (items: readonly DigestItem[], kind: 'commentBy' | 'effective', from: string): DigestItem | undefined =>
  items
    .filter(({ what, dates }) => what !== 'withdrawn' && orEmpty(dates[kind]?.value) >= from && dates[kind]?.precision === 'day')
    .toSorted((a, b) => (orEmpty(a.dates[kind]?.value) < orEmpty(b.dates[kind]?.value) ? -1 : 1))[0];

function bindingLine(items: readonly DigestItem[], tongue: DigestLocale): readonly string[] {
  const fresh = items.filter(({ what }) => what === 'new');
  const first = fresh[0];
  if (!first) return [];
  const title = titleOf(first, tongue);
  return fresh.length === 1
    ? [tongue.say(`One new binding text: ${title}.`, `新的约束性文件1件：${title}。`)]
    : [tongue.say(`${fresh.length} new binding texts, first ${title}.`, `新的约束性文件${fresh.length}件，首件为${title}。`)];
}

function draftLine(items: readonly DigestItem[], today: string, tongue: DigestLocale): readonly string[] {
  if (items.length === 0) return [];
  const open = tongue.say(
    items.length === 1 ? 'One draft for comment' : `${items.length} drafts for comment`,
    `征求意见稿${items.length}件`,
  );
  const next = nearest(items, 'commentBy', today);
  const day = next?.dates.commentBy?.value;
  if (!next || day === undefined) return [tongue.say(`${open}; no open deadline stated.`, `${open}；均未注明截止日期或已截止。`)];
  const words = tongue.day(day);
  return [
    tongue.say(
      `${open}; nearest deadline ${words}: ${titleOf(next, tongue)}.`,
      `${open}；最近截止日期为${words}：${titleOf(next, tongue)}。`,
    ),
  ];
}

function effectLine(items: readonly DigestItem[], today: string, tongue: DigestLocale): readonly string[] {
  const next = nearest(items, 'effective', today);
  const day = next?.dates.effective?.value;
  if (!next || day === undefined) return [];
  return [
    tongue.say(
      `Next to take effect, on ${tongue.day(day)}: ${titleOf(next, tongue)}.`,
      `即将施行（${tongue.day(day)}）：${titleOf(next, tongue)}。`,
    ),
  ];
}

function editLine(digest: Digest, { say }: DigestLocale): readonly string[] {
  const { changed, withdrawn } = digest.counts;
  if (changed + withdrawn === 0) return [];
  return [say(`Changed by their publishers: ${changed}. Withdrawn: ${withdrawn}.`, `发布后改动${changed}件，撤下${withdrawn}件。`)];
}

function unseenLine(digest: Digest, { say }: DigestLocale): string {
  const { total, unknown = 0 } = digest.sources;
  const missing = digest.unseen.length;
  if (unknown > 0)
    return say(
      `Of ${total} sources ${missing} could not be read in full; for ${unknown} no record was kept.`,
      `${total}个来源中有${missing}个未能完整读取；另有${unknown}个当时的情况未留记录。`,
    );
  if (total === 1)
    return missing === 0
      ? say('The one source was read.', '唯一的来源读取正常。')
      : say('The only source could not be read in full.', '唯一的来源未能完整读取。');
  if (missing === 0) return say(`All ${total} sources were read.`, `${total}个来源均读取正常。`);
  return say(`${missing} of ${total} sources could not be read in full.`, `${total}个来源中有${missing}个未能完整读取。`);
}

/** What has to be said before anything else: that nobody looked, or not to the end. */
function silenceLine({ silence, sources: { total } }: Digest, { say, moment }: DigestLocale): readonly string[] {
  if (!silence) return [];
  const at = silence.since === undefined ? '' : moment(silence.since);
  switch (silence.kind) {
    case 'unread':
      return [
        say(`Nothing has been read: none of the ${total} sources has been checked yet.`, `尚未读取任何内容：${total}个来源均未检查过。`),
      ];
    case 'unanswered':
      return [say(`Nothing could be read: none of the ${total} sources responded.`, `未能读取任何内容：${total}个来源均无应答。`)];
    case 'away':
      return [say(`No source could be read in the last check, ${at}.`, `最近一次检查（${at}）未能读取任何来源。`)];
    case 'late':
      return [say(`The last check was on ${at}: later publications are not included.`, `最近一次检查为${at}：此后发布的内容未收录。`)];
    case 'elsewhere':
      return [
        say(
          `This collection was made with another configuration: ${silence.sources ?? 0} of its sources are not enabled here.`,
          `本库由另一份配置填充：其中${silence.sources ?? 0}个来源此处未启用。`,
        ),
      ];
    case 'before':
      return [
        say(
          `No check ran in this week: the first was on ${at}, and its results belong to later weeks.`,
          `本周未进行检查：首次检查为${at}，所得内容归入此后各周。`,
        ),
      ];
  }
}

/** Silences of which "nothing new" would be false. */
const sawNothing: ReadonlySet<string | undefined> = new Set(['unread', 'unanswered', 'before', 'elsewhere']);

/** The lines of a digest that was stored without highlights: they only count and name what stands below. */
function countedLines(digest: Digest, today: string, tongue: DigestLocale): readonly BriefLine[] {
  const { binding, drafts, effect } = digest.sections;
  // Where the first text that was edited or withdrawn stands.
  const edited = sections.find((section) => digest.sections[section].some(({ what }) => what === 'changed' || what === 'withdrawn'));
  return [
    ...bindingLine(binding, tongue).map((text) => ({ text, section: 'binding' as const })),
    ...draftLine(drafts, today, tongue).map((text) => ({ text, section: 'drafts' as const })),
    ...effectLine(effect, today, tongue).map((text) => ({ text, section: 'effect' as const })),
    ...editLine(digest, tongue).map((text) => ({ text, section: edited ?? ('binding' as const) })),
  ];
}

const nothingWords = ({ outside }: Digest, { say }: DigestLocale): string =>
  outside ? say('Nothing new by your choices this week.', '本周没有符合您选择的新内容。') : say('Nothing new this week.');

/** The week in a minute: that nobody looked, if so; what matters most; what could not be seen. */
export function briefOf(digest: Digest, today: string, tongue: DigestLocale): readonly BriefLine[] {
  const held = sections.some((section) => digest.sections[section].length > 0);
  return [
    ...silenceLine(digest, tongue).map((text) => ({ text, section: 'unseen' as const })),
    ...(held || sawNothing.has(digest.silence?.kind) ? [] : [{ text: nothingWords(digest, tongue), section: 'binding' as const }]),
    ...(digest.highlights === undefined ? countedLines : highlightLines)(digest, today, tongue),
    { text: unseenLine(digest, tongue), section: 'unseen' },
  ];
}

/** `New binding texts 1 · Drafts open for comment 2 · …`, zeros stated. */
export const countsOf = (digest: Digest, tongue: DigestLocale): readonly { section: SectionId; name: string; n: number }[] =>
  sections.map((section) => ({ section, name: tongue.title(sectionNames, section), n: digest.sections[section].length }));

/** What the week may lack for want of money. */
const slowedWords = ({ slowed }: Digest, { say, day }: DigestLocale): string =>
  slowed === undefined
    ? ''
    : say(
        `Sources were asked less often since ${day(beijing(slowed.since).slice(0, 10))}: the budget of the month is nearly used up. `,
        `自${day(beijing(slowed.since).slice(0, 10))}起，因当月预算将尽，来源的检查频率已降低。`,
      );

/** How many pages were looked at and left out: said once at the foot. */
export function scopeLine(digest: Digest, tongue: DigestLocale): string {
  const { say } = tongue;
  const { counts, sources } = digest;
  const { changed, withdrawn, irrelevant } = counts;
  const first = `${sources.inOrder} of ${sources.total} sources OK. First collected this week: ${counts.new} new, ${changed} changed, ${withdrawn} withdrawn`;
  const { older = 0 } = counts;
  const told = say(
    `${first}; ${irrelevant} more were read and are not about AI in China.`,
    `${sources.total}个来源中${sources.inOrder}个正常。本周首次收录：新增${counts.new}件，改动${changed}件，撤下${withdrawn}件；另有${irrelevant}件与中国人工智能无关。`,
  );
  const before = say(` Older documents read in the background, not listed here: ${older}.`, `另补充读取较早文件${older}件，此处不列。`);
  return `${slowedWords(digest, tongue)}${told}${older > 0 ? before : ''}`;
}
