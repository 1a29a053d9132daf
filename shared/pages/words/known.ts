import type { MissingRange } from '../../model/cross-index.ts';
import { type KnownAct, knownDates } from '../../model/known.ts';
import { plainNames, type TextName } from './text-name.ts';
import { dateNames, type LanguagePair, word } from './words.ts';

/** The names of a known act. */
export const knownName = ({ title, english, number }: KnownAct): TextName => ({
  title,
  ...(english && { english: english.title }),
  ...(number !== undefined && { number }),
});

/** The act on a terminal: its name, then issuers and dates, where it stands, and who says so. */
export function knownLines(act: KnownAct): string[] {
  const { issuers, dates, url, from } = act;
  const days = knownDates.flatMap((kind) => (dates[kind] ? [`${word(dateNames, kind, 'en')} ${dates[kind].value}`] : []));
  const facts = [...(issuers.length > 0 ? [issuers.map(({ name, english }) => english ?? name).join(', ')] : []), ...days];
  return [
    `known: ${plainNames(knownName(act))}`,
    ...(facts.length > 0 ? [facts.join('; ')] : []),
    url ?? 'no official address known',
    `from: ${from}`,
  ];
}

/** Why a number of a series is missing. */
export const missingReasons: Readonly<Record<MissingRange['why'], LanguagePair>> = {
  cited: ['exists: cited by a collected document', '确有此件：已被收录文件引用'],
  late: ['may be published later', '可能尚未公开'],
  unseen: ['never published, or missed', '未公开或遗漏'],
};
