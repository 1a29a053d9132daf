import type { Digest, SectionId } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { type LanguagePair, sectionNames } from '../words/words.ts';

/** Where an item that is told in one line stands in full. */
export const elsewhereWords = (section: SectionId, { say, word }: DigestLocale): string =>
  say(`See ${word(sectionNames, section)}.`, `详见${word(sectionNames, section)}。`);

const names: Readonly<Record<'added', LanguagePair>> = { added: ['Not in an earlier mail', '此前邮件未收录'] };

/** What a mail tells of beyond its week. */
export const notEarlier = ({ title }: DigestLocale): string => title(names, 'added');

/** A week that has ended is told as it stood at its end; a running one says when it was composed. */
export const composedWords = ({ to, composedAt }: Digest, { say, moment }: DigestLocale): string =>
  composedAt === new Date(`${to}T23:59:59.999+08:00`).toISOString()
    ? say('as of the end of the week, Beijing time')
    : say(`compiled ${moment(composedAt)}, Beijing time`, `编成于北京时间${moment(composedAt)}`);

/** Why a reader receives a mail: what the choices are, in words, what they narrow it to, since when, and the page that changes them. */
export type ReaderNote = { readonly choices: string; readonly narrowed?: string; readonly confirmedOn?: string; readonly url: string };

/** `You receive this because you confirmed on 3 March 2026: everything; weekly, Monday 08:30 in Asia/Shanghai.` */
export function readerWords({ choices, confirmedOn }: ReaderNote, { say, day }: DigestLocale): string {
  const on = confirmedOn === undefined ? undefined : day(confirmedOn);
  return say(
    `You receive this because you confirmed${on === undefined ? '' : ` on ${on}`}: ${choices}.`,
    `您${on === undefined ? '已' : `于${on}`}确认订阅：${choices}。`,
  );
}

/** What an empty section says: of a mail that choices narrowed it is not known that nothing was new. */
export const nothingWords = ({ outside = 0 }: Digest, { say }: Pick<DigestLocale, 'say'>): string =>
  outside > 0 ? say('Nothing by your choices.', '您选择的范围内没有新内容。') : say('Nothing new.');

/** How many items a section only counts. */
export const foldedWords = (n: number, { say }: Pick<DigestLocale, 'say'>): string =>
  say(`Older documents, first seen now: ${n}`, `较早发布、首次收录：${n}件`);
