import type { Digest, SectionId } from '../../model/digest.ts';
import type { DigestLocale } from '../words/digest-locale.ts';
import { type LanguagePair, sectionNames } from '../words/words.ts';

/** Where an item that is told in one line stands in full. */
export const elsewhereWords = (section: SectionId, { say, word }: DigestLocale): string =>
  say(`See “${word(sectionNames, section)}”.`, `详见“${word(sectionNames, section)}”。`);

const names: Readonly<Record<'added', LanguagePair>> = { added: ['Not in an earlier mail', '此前邮件未收录'] };

/** What a mail tells of beyond its week. */
export const notEarlier = ({ title }: DigestLocale): string => title(names, 'added');

/** A week that has ended is told as it stood at its end; a running one says when it was composed. */
export const composedWords = ({ to, composedAt }: Digest, { say, moment }: DigestLocale): string =>
  composedAt === new Date(`${to}T23:59:59.999+08:00`).toISOString()
    ? say('as of the end of the week, Beijing time')
    : say(`compiled ${moment(composedAt)}, Beijing time`, `编成于北京时间${moment(composedAt)}`);
