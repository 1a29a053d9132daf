import type { Filters } from '../web/filters.ts';
import { chosenNames } from '../words/choices.ts';
import { dayWords } from '../words/days.ts';
import { statusNames, typeNames, word } from '../words/words.ts';

/** What a list of documents is of, in one line of English: the title of its feed. */

const english = (names: (id: string) => readonly [string, string] | undefined, id: string): string => names(id)?.[0] ?? id;

const entityTitle = (id: string): string =>
  id.startsWith('place:')
    ? english(chosenNames.places, id.slice(6))
    : english((each) => chosenNames.landmarks(each) ?? chosenNames.issuers(each), id);

/** The names of the filters in use; all documents without any. */
export function feedTitle({ q, theme, issuer, level, type, status, source, entity, place, province, from, to }: Filters): string {
  const parts = [
    q && `“${q}”`,
    theme && english(chosenNames.themes, theme),
    status && word(statusNames, status, 'en'),
    type && word(typeNames, type, 'en'),
    issuer && english(chosenNames.issuers, issuer),
    level && english(chosenNames.levels, level),
    place && english(chosenNames.places, place),
    province && `issued in ${english(chosenNames.places, province)}`,
    entity && entityTitle(entity),
    source && `source ${source}`,
    from && `from ${dayWords(from, 'en')}`,
    to && `to ${dayWords(to, 'en')}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'all documents' : parts.join(', ');
}
