import { type KnownAct, knownDates } from '../../model/known.ts';
import { renderPlainTextName, type TextName } from './text-name.ts';
import { dateNames, word } from './words.ts';

/** The names of a known act. */
export const knownName = ({ title, english, number }: KnownAct): TextName => ({
  title,
  ...(english && { english: english.title }),
  ...(number !== undefined && { number }),
});

/** The act on a terminal: its name, then issuers and dates, where it stands, and who says so. */
export function renderPlainKnown(act: KnownAct): string {
  const { issuers, dates, url, from } = act;
  const days = knownDates.flatMap((kind) => (dates[kind] ? [`${word(dateNames, kind, 'en')} ${dates[kind].value}`] : []));
  const facts = [...(issuers.length > 0 ? [issuers.map(({ name, english }) => english ?? name).join(', ')] : []), ...days];
  return [
    `  known  ${renderPlainTextName(knownName(act))}`,
    ...(facts.length > 0 ? [`    ${facts.join('; ')}`] : []),
    `    ${url ?? 'no official address known'}; from: ${from}`,
  ].join('\n');
}
