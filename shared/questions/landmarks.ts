import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { doubt as doubtShape } from '../model/doubts.ts';
import { type LandmarkNews, laterAct, type SourcedFigure, sourcedFigure } from '../model/landmark.ts';
import { checked, count, knownAct, paged, text } from '../model/shape.ts';
import { opt, orEmpty } from '../model/values.ts';
import { themeIds } from '../model/vocabulary.ts';
import { beijing } from '../pages/words/days.ts';
import { landmarkDates } from '../pages/words/status-reason.ts';
import { checkedWords, dayOfHit, knownLines } from '../pages/words/text-name.ts';
import { dateNames, word } from '../pages/words/words.ts';
import { type Correction, corrections, entityIdOf, isVerified, type Landmark, landmarkById, landmarks } from '../registry/known.ts';
import { bodiesOf } from '../registry/landmarks/bodies.ts';
import { type FigureLandmark, figureLandmarks } from '../registry/landmarks/figures.ts';
import { dayOfLandmark, findLandmarks, landmarkKinds } from '../registry/landmarks/find.ts';
import { renderQuantity } from '../stages/english/quantity.ts';
import { csvTable } from './csv.ts';
import { checkPastDay, pastDay } from './document.ts';
import { doubtLine, toldFigure, toldLandmark, type WithDoubts } from './doubts.ts';
import { limit } from './lists.ts';
import {
  ask,
  type Column,
  type Command,
  choice,
  countOf,
  inPath,
  notFoundProblem,
  question,
  type Terminal,
  way,
  whole,
  words,
} from './question.ts';
import { documentShape, listed } from './shapes.ts';
import { brief, briefly } from './tool.ts';

export const landmarkFilters = {
  q: words(200, 'Words of a name, of the number or of the id', 'compute'),
  theme: choice(themeIds, 'Theme'),
  kind: choice(landmarkKinds, 'What it is'),
  news: choice(['yes', 'no'], 'Whether a document names it'),
  days: whole(1, 3660, 'a whole number of days from 1 to 3660', { says: 'A document of the last so many days names it', example: 90 }),
};

export function requireFigure(id: string): FigureLandmark {
  const figure = figureLandmarks.find((each) => each.id === id);
  if (!figure) throw notFoundProblem('no figure with this id');
  return figure;
}

export function requireLandmark(id: string): Landmark {
  const landmark = landmarkById(id);
  if (!landmark) throw notFoundProblem('no landmark with this id');
  return landmark;
}

const landmarkShape = z
  .object({
    id: z.string(),
    en: z.string(),
    zh: z.string(),
    mark: z.enum(['V2', 'V1', 'K', '?']).describe('How surely the backgrounder has it: V2 and V1 are checked'),
    checked,
    documents: count('How many documents name it'),
  })
  .meta({ id: 'Landmark', description: 'Something that the backgrounder names' });
const figureLandmark = z
  .object({ id: z.string(), en: z.string(), stated: text('As the backgrounder states it'), unit: z.string() })
  .meta({ id: 'FigureLandmark', description: 'A figure of the backgrounder' });

type Named = Landmark & { readonly documents: number; readonly newest?: string; readonly newestId?: string };

type NewestFigure = FigureLandmark & { readonly newest?: SourcedFigure };

const csvOfLandmarks = ['id', 'section', 'kind', 'english', 'chinese', 'number', 'day', 'mark', 'documents', 'newest', 'newestId'] as const;

const landmarkRow = (each: Named) => ({
  ...each,
  english: each.en,
  chinese: each.zh,
  ...opt('day', dayOfLandmark(each)),
  number: isVerified(each.numberMark ?? '?') ? orEmpty(each.number) : '',
});

const csvOfFigures = ['id', 'section', 'english', 'stated', 'mark', 'unit', 'value', 'year', 'bound', 'day', 'document', 'quote'] as const;

const figureRow = ({ id, section, en, stated, mark, unit, newest }: NewestFigure) => {
  const { value, year, bound, quote, document } = newest ?? {};
  return {
    id,
    section,
    english: en,
    stated,
    mark,
    unit,
    ...opt({ value, year, bound, day: document?.day, document: document?.id, quote }),
  };
};

export const landmarkList = question({
  path: 'landmarks',
  tag: 'Landmarks',
  words: [
    'Everything the backgrounder names, with how many documents name it and the newest of them; `filters` narrow it',
    '背景材料所列事项，各有多少文件提及及其最新者',
  ],
  takes: { ...landmarkFilters, ...pastDay },
  gives: paged(landmarkShape, {}),
  async answer({ asOf, ...filters }, answers) {
    checkPastDay(asOf, answers);
    const mentions = await answers.mentions(landmarks.map(entityIdOf), asOf);
    const [found, doubts] = [findLandmarks(filters, mentions, asOf ?? answers.today()), await answers.doubts(asOf)];
    const items = found.map((each): Named => ({ ...toldLandmark(each, doubts), documents: 0, ...mentions[entityIdOf(each)] }));
    return { items };
  },
  csv: ({ items }) => csvTable(csvOfLandmarks, items.map(landmarkRow)),
});

const withNewest = async (figures: readonly FigureLandmark[], answers: Answers) => {
  const [newest, doubts] = [await answers.newestFigures(figures.map(({ id }) => id)), await answers.doubts()];
  return figures.map((each): NewestFigure => ({ ...toldFigure(each, doubts), ...opt('newest', newest.get(each.id)) }));
};

export const figureList = question({
  path: 'landmarks/figures',
  tag: 'Landmarks',
  words: ['Figures of the backgrounder, as stated and as the newest document has them', '背景材料中的数据及最新文件中的数值'],
  gives: paged(figureLandmark.extend({ newest: sourcedFigure.exactOptional() }), {}),
  answer: async (_, answers) => ({ items: await withNewest(figureLandmarks, answers) }),
  csv: ({ items }) => csvTable(csvOfFigures, items.map(figureRow)),
});

export const figure = question({
  path: 'landmarks/figures/:id',
  tag: 'Landmarks',
  example: () => ({ id: 'pue', limit: '5' }),
  words: ['Documents that state a figure of the same thing, newest first', '载有同一数据的文件，最新者在前'],
  takes: { id: inPath('Id of a figure'), limit },
  gives: figureLandmark.extend({ items: sourcedFigure.array(), doubts: doubtShape.array() }),
  async answer({ id, limit = 20 }, answers) {
    const figure = toldFigure(requireFigure(id), await answers.doubts());
    return { ...figure, items: (await answers.figures(figure.id, limit)) ?? [] };
  },
});

export const correctionList = question({
  path: 'corrections',
  tag: 'Landmarks',
  words: [
    'What was said wrongly of a landmark or a known act, what is said now, and since when',
    '里程碑与已知文件的更正：原内容、现内容及更正日期',
  ],
  gives: paged(
    z
      .object({
        of: text('Id of the landmark, or title of the known act'),
        english: text('Its name in English').exactOptional(),
        field: z.string(),
        said: z.string(),
        says: text('What is said now; absent where nothing is').exactOptional(),
        since: z.string(),
        why: z.string(),
      })
      .meta({ id: 'Correction', description: 'Something that was said wrongly' }),
    {},
  ),
  answer: async () => ({ items: await corrections() }),
  csv: ({ items }) => csvTable(['of', 'english', 'field', 'said', 'says', 'since', 'why'], items),
});

export const landmark = question({
  path: 'landmarks/:id',
  tag: 'Landmarks',
  example: () => ({ id: 'ai-plus', limit: '5' }),
  words: ['A landmark, its act when it was collected, and the newest documents that name it', '一个事项、其文件及最新提及者'],
  takes: { id: inPath('Id of a landmark'), ...pastDay, limit },
  gives: landmarkShape.extend({
    held: listed.describe('Its act, when it was collected').exactOptional(),
    known: knownAct.exactOptional(),
    laterActs: laterAct.array(),
    doubts: doubtShape.array().describe('What held documents say otherwise, and what a person corrected'),
    newest: listed.array(),
  }),
  async answer({ id, asOf, limit = 20 }, answers) {
    checkPastDay(asOf, answers);
    const landmark = toldLandmark(requireLandmark(id), await answers.doubts(asOf));
    return { landmark, news: (await answers.landmark(landmark.id, limit, asOf)) ?? { total: 0, newest: [], laterActs: [] } };
  },
  json({ landmark, news: { held, total, newest, ...more } }) {
    return { ...landmark, documents: total, ...(held && { held: documentShape(held) }), ...more, newest: newest.map(documentShape) };
  },
});

const doubt = (mark: (typeof landmarks)[number]['mark']): string =>
  isVerified(mark) ? '' : mark === 'K' ? ' (unverified)' : ' (not confirmed)';

const landmarkColumns: readonly Column<Named>[] = [
  { head: 'id', cell: ({ id }) => id },
  { head: 'documents', cell: ({ documents }) => documents || undefined, align: 'right' },
  { head: 'newest', cell: ({ newest }) => newest, yields: 3, least: 'none' },
  { head: 'landmark', cell: (each) => `${each.en}${doubt(each.mark)}`, yields: 2, least: 40 },
  { head: '', cell: ({ zh }) => zh, yields: 1, least: 'none' },
];

const figureColumns: readonly Column<NewestFigure>[] = [
  { head: 'id', cell: ({ id }) => id },
  { head: 'figure', cell: ({ en, mark }) => `${en}${doubt(mark)}`, yields: 2, least: 20, wraps: true },
  { head: 'as stated', cell: ({ stated }) => stated, yields: 1, least: 12, wraps: true },
  { head: 'newest', cell: ({ newest }) => newest && renderQuantity(newest), align: 'right' },
  { head: 'dated', cell: ({ newest }) => newest && (newest.document.day ?? 'not known'), yields: 4, least: 'none' },
  { head: 'document', cell: ({ newest }) => newest?.document.id, yields: 3, least: 'none' },
];

function landmarkText(landmark: Landmark, today: string, paint: Terminal['paint']): readonly string[] {
  const { en, zh, mark, number, numberMark = '?', dates, statement } = landmark;
  const bodies = bodiesOf(landmark).map(({ english }) => english);
  const others = landmark.otherIssuers === undefined ? '' : ` and ${landmark.otherIssuers} others`;
  const days = Object.entries(dates).map(([kind, value]) => `${word(landmarkDates, kind, 'en')} ${value}`);
  return [
    paint('bold', `${en} ${zh} [${mark}]${doubt(mark)}`),
    ...(bodies.length > 0 ? [`${bodies.join(', ')}${others}`] : []),
    ...(number !== undefined && numberMark !== '?' ? [`${number} [${numberMark}]${doubt(numberMark)}`] : []),
    ...(days.length > 0 ? [days.join('; ')] : []),
    ...(statement === '' ? [] : [statement]),
    checkedWords(landmark, today),
  ];
}

const sourcedColumns: readonly Column<SourcedFigure>[] = [
  { head: 'dated', cell: ({ document }) => document.day },
  { head: 'value', cell: renderQuantity, align: 'right' },
  { head: 'year', cell: ({ year }) => year },
  {
    head: 'area',
    cell: ({ area }) => (area.of === 'place' ? (area.english ?? 'one place') : area.of === 'country' ? 'China' : 'not stated'),
  },
  { head: 'document', cell: ({ document }) => document.id },
];

const laterColumns: readonly Column<LandmarkNews['laterActs'][number]>[] = [
  { head: 'dated', cell: ({ day }) => day },
  { head: 'effect', cell: ({ effect }) => effect },
  { head: 'document', cell: ({ id }) => id },
];
const hitColumns: readonly Column<LandmarkNews['newest'][number]>[] = [
  { head: 'date', cell: (hit) => `${word(dateNames, dayOfHit(hit).kind, 'en')} ${dayOfHit(hit).day}` },
  { head: 'document', cell: ({ id }) => id },
];

const line = (said: string, { fitted }: Terminal): string => fitted(said, '', '  ');

function printLandmark(landmark: Landmark & WithDoubts, news: LandmarkNews, terminal: Terminal): readonly string[] {
  const { held, known, trouble, laterActs, total, newest } = news;
  const { paint, indented, table, titles } = terminal;
  return [
    ...landmarkText(landmark, terminal.today, paint).map((each) => line(each, terminal)),
    ...landmark.doubts.map((each) => line(doubtLine(each), terminal)),
    ...(held ? [line(`full document: ${held.id} ${held.title}`, terminal)] : []),
    ...(!held && known ? ['full document: known, not yet read', ...indented(knownLines(known, terminal.today))] : []),
    ...(trouble ? [line(`its official address has brought no document since ${beijing(trouble.since)}: ${trouble.detail}`, terminal)] : []),
    ...(laterActs.length > 0 ? [paint('bold', 'Later acts'), table(laterColumns, laterActs, titles)] : []),
    paint('bold', `${countOf(total, 'document')} ${total === 1 ? 'mentions' : 'mention'} it`),
    table(hitColumns, newest, titles),
  ];
}

const oneLandmark = way({ of: landmark, print: ({ landmark, news }, terminal) => printLandmark(landmark, news, terminal) });
const oneFigure = way({
  of: figure,
  print: ({ en, stated, mark, note, items, doubts }, terminal) => [
    line(`${en}: stated ${stated}  [${mark}]${doubt(mark)}${note === '' ? '' : `\n${note}`}`, terminal),
    ...doubts.map((each) => line(doubtLine(each), terminal)),
    terminal.table(sourcedColumns, items, ({ quote }) => [`“${quote}”`]),
  ],
});

const correctionColumns: readonly Column<Correction>[] = [
  { head: 'since', cell: ({ since }) => since },
  { head: 'of', cell: ({ of, english, field }) => `${english ?? of}, ${field}`, wraps: true, least: 16 },
  { head: 'said', cell: ({ said }) => said, yields: 1, wraps: true, least: 16 },
  { head: 'says', cell: ({ says }) => says ?? 'nothing', yields: 2, wraps: true, least: 16 },
];

export const command: Command = {
  words: [['[id]', 'one landmark, with the documents that name it', 'id']],
  ways: [
    way({
      of: landmarkList,
      flags: { q: 'search' },
      print({ items }, { table }) {
        // Named landmarks first, the newest development first; those that no document names are behind them.
        const rows = items.toSorted((a, b) => orEmpty(b.newest).localeCompare(orEmpty(a.newest)));
        const named = items.filter(({ newest }) => newest !== undefined).length;
        return [
          table(landmarkColumns, rows),
          `${countOf(items.length, 'landmark')}, ${named} named by documents; --figures lists the figures`,
        ];
      },
    }),
    way({
      of: figureList,
      flag: ['figures', 'the figures of the backgrounder, instead'],
      print: ({ items }, { table }) => [table(figureColumns, items)],
    }),
    way({
      of: correctionList,
      flag: ['corrections', 'what was said wrongly of landmarks and known acts'],
      print: ({ items }, { table }) => [
        table(correctionColumns, items, ({ of, english, why }) => [...(english === undefined ? [] : [of]), why]),
      ],
    }),
  ],
  pick: (id) => (figureLandmarks.some((each) => each.id === id) ? oneFigure : oneLandmark),
  ids: [...landmarks, ...figureLandmarks].map(({ id }) => id),
};

const holds = (texts: readonly (string | undefined)[], q: string): boolean => {
  const text = texts.join(' ').toLowerCase();
  return q
    .toLowerCase()
    .split(/[\s,，、]/)
    .every((word) => text.includes(word));
};

const isMeant = ({ en, zh, statement, number, aliases }: Landmark, q: string): boolean => holds([en, zh, statement, number, ...aliases], q);

const mostFigures = 8;

const mostBeside = 4;

/**
 * What the backgrounder states of the words of a query: beside hits, for what no document says. Marks of the query language do not count.
 */
export function findBackground(q: string) {
  const words = q
    .replace(/(?:^|\s)-\S+/g, ' ')
    .replace(/["“”《》()（）]|\bOR\b|\b\w+:/g, ' ')
    .trim();
  if (words === '') return [];
  return landmarks
    .filter((landmark) => isVerified(landmark.mark) && landmark.statement !== '' && isMeant(landmark, words.replace(/\s+/g, ' ')))
    .slice(0, mostBeside)
    .map(({ id, en, zh, mark, number, dates, statement }) => ({
      id,
      en,
      zh,
      mark,
      ...opt('number', number),
      dates,
      states: brief(statement, 240),
    }));
}

async function listOf(fitting: readonly Landmark[], answers: Answers) {
  const [mentions, doubts] = [await answers.mentions(), await answers.doubts()];
  return fitting.map((each) => {
    const { id, en, zh, kind, mark, number, dates, statement } = toldLandmark(each, doubts);
    const documents = mentions[entityIdOf(each)]?.documents ?? 0;
    return { id, en, zh, kind, mark, ...opt('number', number), dates, statement: brief(statement, 240), documents };
  });
}

async function figuresOf(fitting: readonly FigureLandmark[], answers: Answers) {
  const newest = await answers.newestFigures(fitting.map(({ id }) => id));
  return fitting.map(({ id, en, stated, mark, note }) => ({
    id,
    en,
    stated,
    mark,
    note: brief(note, 300),
    ...opt('newest', newest.get(id)),
  }));
}

/**
 * What a backgrounder of 27 September 2026 states of what the field refers to by these words, id or theme: one landmark with its act, what
 * later acts did to it and the newest documents that name it; or those that fit; and figures.
 */
export async function backgroundOf(named: string, limit: number, answers: Answers): Promise<object> {
  const theme = themeIds.find((id) => id === named);
  const known = theme ? undefined : landmarkById(named);
  const fitting = known ? [known] : landmarks.filter((each) => (theme ? each.themes.includes(theme) : isMeant(each, named)));
  const stating = known
    ? []
    : figureLandmarks.filter(({ themes, en, stated, note }) => (theme ? themes.includes(theme) : holds([en, stated, note], named)));
  const figures = stating.length > 0 && { figures: briefly(await figuresOf(stating.slice(0, mostFigures), answers), 300) };
  const [only] = fitting;
  if (only && fitting.length === 1) return { landmark: briefly(await ask(landmark, { id: only.id, limit }, answers), 300), ...figures };
  return { ...(fitting.length > 0 && { landmarks: await listOf(fitting.slice(0, limit), answers), fitting: fitting.length }), ...figures };
}
