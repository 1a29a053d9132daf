import type { Chain, ChainDocument, PlaceState } from '../../shared/model/lineage.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { renderPlainTextName } from '../../shared/pages/words/text-name.ts';

const line = ({ day, via, relation, draft, ...text }: ChainDocument): string => {
  const notes = [draft && 'draft', relation === 'forwards' && 'forwards', via && `through ${via.english || via.title}`].filter(Boolean);
  return `  ${orEmpty(day).padEnd(10)}  ${renderPlainTextName(text)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
};

const empty: readonly (readonly [PlaceState, string])[] = [
  ['none-found', 'Watched, nothing found'],
  ['not-readable', 'Not readable at present'],
  ['not-watched', 'Not watched'],
];

function placeLines({ places, documents }: Chain, level: 'province' | 'city'): readonly string[] {
  const all = places.filter((place) => place.level === level);
  const of = new Map(documents.map((document) => [document.id, document]));
  const issued = all.filter(({ state }) => state === 'held');
  const shown = issued.flatMap(({ names, documents: ids }) => [
    `${names.en} ${names.zh}`,
    ...ids.flatMap((id) => of.get(id) ?? []).map(line),
  ]);
  const rest = empty.flatMap(([state, words]) => {
    const found = all.filter((place) => place.state === state);
    const names = found.map(({ names: { en }, readBackTo }) => (readBackTo === undefined ? en : `${en} (read back to ${readBackTo})`));
    return found.length > 0 ? [`${words} (${found.length}): ${names.join(', ')}`] : [];
  });
  return ['', `${level === 'province' ? 'Provinces' : 'Cities'}: ${issued.length} of ${all.length} with documents`, ...shown, ...rest];
}

export function chainText(chain: Chain): string {
  const { act, documents, bodies, complete } = chain;
  const { id, title, english, number } = act;
  const name = renderPlainTextName(opt({ title, english, number }));
  const of = new Map(documents.map((document) => [document.id, document]));
  const national = bodies.flatMap(({ issuer, documents: ids }) => [
    '',
    [issuer.english, issuer.name].filter(Boolean).join(' '),
    ...ids.flatMap((each) => of.get(each) ?? []).map(line),
  ]);
  const rest = documents.filter(({ level }) => level === 'district' || level === 'other');
  const others = rest.length > 0 ? ['', 'Districts and other bodies', ...rest.map(line)] : [];
  const sum = `${documents.length} documents carry it out${complete ? '' : '; there are more than are shown'}`;
  return `${[`${name}${id === undefined ? ' (not collected)' : ''}: ${sum}`, ...national, ...placeLines(chain, 'province'), ...placeLines(chain, 'city'), ...others].join('\n')}\n`;
}
