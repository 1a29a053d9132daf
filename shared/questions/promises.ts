import type { Answers } from '../model/answers.ts';
import { type Ledger, ledger, type Statement } from '../model/promises.ts';
import { opt, orEmpty } from '../model/values.ts';
import { themeIds } from '../model/vocabulary.ts';
import { placeById } from '../registry/places.ts';
import { promiseActs, promises as rows } from '../registry/promises.ts';
import { renderQuantity } from '../stages/english/quantity.ts';
import { csvTable } from './csv.ts';
import { closedFilters } from './lists.ts';
import { ask, type Column, type Command, choice, countOf, question, way } from './question.ts';

export const indicatorIds = rows.filter(({ act }) => act === undefined).map(({ id }) => id);
export const promiseFilters = {
  indicator: choice(indicatorIds, 'One quantity, and no promises in words'),
  act: choice(promiseActs, 'Promises of one national act, and no quantities'),
  theme: choice(themeIds, 'A subject'),
  province: choice(closedFilters.province, 'A province with its cities, beside the centre'),
};

const lies = (place: string | undefined, within: string): boolean =>
  place !== undefined && (place === within || lies(placeById(place)?.parent, within));

/** What it says in English: its quantity, or where its words stand. */
export const saidIn = ({ value, unit, bound, strict, is }: Statement): string =>
  value === undefined || unit === undefined || bound === undefined ? is : renderQuantity({ value, unit, bound, ...(strict && { strict }) });
const whoOf = ({ document: { issuers } }: Statement): string | undefined => issuers[0]?.english ?? issuers[0]?.name;

const briefOf = ({ document: { id, title, english, day, level, place } }: Statement) => ({
  id,
  title,
  english,
  level,
  ...opt('day', day),
  ...opt('place', place),
});

const heads = [
  'id',
  'english',
  'chinese',
  'act',
  'section',
  'is',
  'says',
  'year',
  'place',
  'who',
  'day',
  'document',
  'title',
  'quote',
] as const;
function csvRows({ items, places }: Ledger) {
  const nothing = new Map(
    places.map(({ place, names, state, readTo }) => [
      place,
      { is: 'nothing seen', says: state, place, who: names.en, day: orEmpty(readTo) },
    ]),
  );
  return items.flatMap(({ id, names, act = '', section = '', year = '', said, silent }) => {
    const told = said.map((one) => {
      const { id: document, title, place = '', day = '' } = one.document;
      return {
        is: one.is,
        says: saidIn(one),
        year: one.year ?? year,
        place,
        who: orEmpty(whoOf(one)),
        day,
        document,
        title,
        quote: one.quote,
      };
    });
    const named = { id, english: names.en, chinese: names.zh, act, section, year };
    return [...told, ...silent.map((place) => nothing.get(place))].map((row) => ({ ...named, ...row }));
  });
}

export const promises = question({
  path: 'promises',
  tag: 'Register',
  words: [
    'What the country promised and aims at: what each province and city set itself, drafts and results, the later acts that take a promise up ' +
      'by their words, and of whom nothing was seen, as far as their lists are read',
    '国家目标与任务及各地落实情况：各省市目标、草案、结果、落实文件及未见文件的地方',
  ],
  takes: promiseFilters,
  gives: ledger,
  async answer({ indicator, act, theme, province }, answers) {
    const { items, places } = await answers.promises();
    const isHere = (place: string | undefined) => province === undefined || lies(place, province);
    const wanted = items.filter(
      (each) =>
        (indicator ?? each.id) === each.id &&
        (act === undefined || each.act === act) &&
        (theme === undefined || each.themes.some((one) => one === theme)),
    );
    const narrowed = wanted.map((each) => ({
      ...each,
      said: each.said.filter(({ document: { level, place } }) => isHere(place) || level === 'centre' || level === 'ministry'),
      silent: each.silent.filter(isHere),
    }));
    return { items: narrowed, places: places.filter(({ place }) => isHere(place)) };
  },
  csv: (found) => csvTable(heads, csvRows(found)),
});

/** For an assistant: a few of those that said it, and which of the read provinces did not. */
export async function promisesFor(which: string, most: number, answers: Answers): Promise<object> {
  const { items, places } = await ask(promises, { [promiseActs.includes(which) ? 'act' : 'indicator']: which }, answers);
  const told = items.slice(0, most).map(({ said, silent, ...each }) => {
    const states = silence(silent, places);
    return {
      ...each,
      said: said.slice(0, 6).map((one) => ({ ...one, document: briefOf(one) })),
      silent: states.get('none-found')?.map(({ names }) => names.en) ?? [],
    };
  });
  const unwatched = places.filter(({ state }) => state === 'not-watched').length;
  return { items: told, total: items.length, units: {}, notHeld: unwatched > 0 ? [`${unwatched} places are not watched.`] : [] };
}

const columns: readonly Column<Statement>[] = [
  { head: 'says', cell: saidIn },
  { head: 'year', cell: ({ year }) => year },
  { head: 'who', cell: whoOf, yields: 1, least: 16 },
  { head: 'dated', cell: ({ document }) => document.day },
  { head: 'document', cell: ({ document }) => document.id },
];

/** Those that said nothing, by what can be known of them. */
export const silence = (silent: readonly string[], places: Ledger['places']) =>
  Map.groupBy(
    places.filter(({ place }) => silent.includes(place)),
    ({ state }) => state,
  );

export const command: Command = {
  ways: [
    way({
      of: promises,
      print: ({ items, places }, { table, paint, fitted }) => [
        ...items.flatMap(({ id, names, said, silent }) => {
          const states = [...silence(silent, places)].map(([state, list]) => `${list.length} ${state}`);
          return [
            paint('bold', fitted(`${id}: ${names.en}`)),
            ...(said.length > 0 ? [table(columns, said, ({ quote }) => [`“${quote}”`])] : []),
            fitted(`nothing seen of ${states.join(', ') || 'no place'}`, '  ', '  '),
          ];
        }),
        countOf(items.length, 'promise'),
      ],
    }),
  ],
};
