import { type Command, Option } from 'commander';
import { InputError } from '../../shared/model/errors.ts';
import { dayOf } from '../../shared/model/time.ts';
import { opt, orEmpty } from '../../shared/model/values.ts';
import { themeIds } from '../../shared/model/vocabulary.ts';
import { beijing } from '../../shared/pages/words/days.ts';
import { landmarkDates } from '../../shared/pages/words/field-name.ts';
import { dayOfHit } from '../../shared/pages/words/hit-words.ts';
import { knownLines } from '../../shared/pages/words/known.ts';
import { dateNames, word } from '../../shared/pages/words/words.ts';
import { landmarkNews } from '../../shared/pipeline/read/landmarks.ts';
import { newestFigures, sourcedFigures } from '../../shared/pipeline/read/sourced-figures.ts';
import { bodiesOf } from '../../shared/registry/landmarks/bodies.ts';
import { type FigureLandmark, figureLandmarks } from '../../shared/registry/landmarks/figures.ts';
import { findLandmarks, type LandmarkFilters, landmarkKinds } from '../../shared/registry/landmarks/find.ts';
import { entityIdOf, isVerified, type Landmark, landmarkById, landmarks } from '../../shared/registry/landmarks.ts';
import { renderQuantity } from '../../shared/stages/english/quantity.ts';
import { type Instance, printJson, type StoreOptions, wholeNumber, withInstance, withStore } from './instance.ts';
import { countOf, fitted, heading, indented, print, titleLines } from './layout.ts';
import { didYouMean } from './nearest.ts';
import { type Column, table } from './table.ts';

const line = (text: string): void => print(fitted(text, '', '  '));
const doubt = (mark: (typeof landmarks)[number]['mark']): string =>
  isVerified(mark) ? '' : mark === 'K' ? ' (unverified)' : ' (not confirmed)';

type Mentions = Awaited<ReturnType<Instance['context']['search']['mentions']>>;
type NewestFigure = FigureLandmark & { readonly newest: Awaited<ReturnType<typeof sourcedFigures>>[number] | undefined };

const landmarkColumns = (mentions: Mentions): readonly Column<Landmark>[] => [
  { head: 'id', cell: ({ id }) => id },
  { head: 'documents', cell: (each) => mentions[entityIdOf(each)]?.documents, align: 'right' },
  { head: 'newest', cell: (each) => mentions[entityIdOf(each)]?.newest, yields: 3, least: 'none' },
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

/** Named landmarks first, the newest development first; those that no document names are behind them. */
const byNewest = (list: readonly Landmark[], mentions: Mentions): readonly Landmark[] =>
  list.toSorted((a, b) => orEmpty(mentions[entityIdOf(b)]?.newest).localeCompare(orEmpty(mentions[entityIdOf(a)]?.newest)));

/** Figures have a theme, and nothing else that landmarks are narrowed by. */
const figuresFor = ({ theme, ...others }: LandmarkFilters): typeof figureLandmarks =>
  Object.keys(others).length > 0
    ? []
    : figureLandmarks.filter(({ themes }) => theme === undefined || themes.some((each) => each === theme));

async function list(filters: LandmarkFilters, { context }: Instance, json: boolean): Promise<void> {
  const mentions = await context.search.mentions(landmarks.map(entityIdOf));
  const found = findLandmarks(filters, mentions, dayOf(context.now()));
  const own = figuresFor(filters);
  const newest = await newestFigures(own, context);
  const figures = own.map((each) => ({ ...each, newest: newest.get(each.id) }));
  if (json) return printJson({ landmarks: found.map((each) => ({ ...each, documents: 0, ...mentions[entityIdOf(each)] })), figures });
  const named = found.filter((each) => mentions[entityIdOf(each)] !== undefined).length;
  print(table(landmarkColumns(mentions), byNewest(found, mentions)), `${countOf(found.length, 'landmark')}, ${named} named by documents`);
  if (figures.length > 0) print('\n', heading('Figures'), table(figureColumns, figures));
}

/** What the registry says about a landmark: names and mark, bodies, number, days, the backgrounder's statement. */
function landmarkText(landmark: Landmark): string[] {
  const { en, zh, mark, number, numberMark = '?', dates, statement } = landmark;
  const bodies = bodiesOf(landmark).map(({ english }) => english);
  const others = landmark.otherIssuers === undefined ? '' : ` and ${landmark.otherIssuers} others`;
  const days = Object.entries(dates).map(([kind, value]) => `${word(landmarkDates, kind, 'en')} ${value}`);
  return [
    heading(`${en} ${zh} [${mark}]${doubt(mark)}`),
    ...(bodies.length > 0 ? [`${bodies.join(', ')}${others}`] : []),
    ...(number !== undefined && numberMark !== '?' ? [`${number} [${numberMark}]${doubt(numberMark)}`] : []),
    ...(days.length > 0 ? [days.join('; ')] : []),
    ...(statement === '' ? [] : [statement]),
  ];
}

const sourcedColumns: readonly Column<Awaited<ReturnType<typeof sourcedFigures>>[number]>[] = [
  { head: 'dated', cell: ({ document }) => document.day },
  { head: 'value', cell: renderQuantity, align: 'right' },
  { head: 'year', cell: ({ year }) => year },
  {
    head: 'area',
    cell: ({ area }) => (area.of === 'place' ? (area.english ?? 'one place') : area.of === 'country' ? 'China' : 'not stated'),
  },
  { head: 'document', cell: ({ document }) => document.id },
];

/** A figure of the backgrounder and every newer one, newest first. */
async function showFigure(figure: FigureLandmark, context: Instance['context'], json: boolean): Promise<void> {
  const items = await sourcedFigures(figure, 20, context);
  if (json) return printJson({ ...figure, items });
  line(`${figure.en}: stated ${figure.stated}  [${figure.mark}]${doubt(figure.mark)}${figure.note === '' ? '' : `\n${figure.note}`}`);
  print(table(sourcedColumns, items, { under: ({ quote }) => [`“${quote}”`] }));
}

type News = Awaited<ReturnType<typeof landmarkNews>>;
const laterColumns: readonly Column<News['laterActs'][number]>[] = [
  { head: 'dated', cell: ({ day }) => day },
  { head: 'effect', cell: ({ effect }) => effect },
  { head: 'document', cell: ({ id }) => id },
];
const hitColumns: readonly Column<News['newest'][number]>[] = [
  { head: 'date', cell: (hit) => `${word(dateNames, dayOfHit(hit).kind, 'en')} ${dayOfHit(hit).day}` },
  { head: 'document', cell: ({ id }) => id },
];

async function show(id: string, { context }: Instance, json: boolean): Promise<void> {
  const landmark = landmarkById(id);
  const figure = figureLandmarks.find((each) => each.id === id);
  if (figure) return showFigure(figure, context, json);
  if (!landmark) {
    const near = didYouMean(
      id,
      [...landmarks, ...figureLandmarks].map((each) => each.id),
    );
    throw new InputError(`no landmark "${id}"; "hongtou landmarks" names them all.${near}`, { usage: true });
  }
  const news = await landmarkNews(landmark, 20, context);
  if (json) return printJson({ ...landmark, ...news });
  for (const text of landmarkText(landmark)) line(text);
  if (news.held) line(`full document: ${news.held.id} ${news.held.title}`);
  else if (news.known) print('full document: known, not yet read', ...indented(knownLines(news.known)));
  if (news.trouble) line(`its official address has brought no document since ${beijing(news.trouble.since)}: ${news.trouble.detail}`);
  if (news.laterActs.length > 0) print(heading('Later acts'), table(laterColumns, news.laterActs, { under: titleLines }));
  print(
    heading(`${countOf(news.total, 'document')} ${news.total === 1 ? 'mentions' : 'mention'} it`),
    table(hitColumns, news.newest, { under: titleLines }),
  );
}

type Options = StoreOptions & {
  readonly theme?: string;
  readonly kind?: string;
  readonly news?: 'yes' | 'no';
  readonly days?: number;
  readonly search?: string;
};

const filtersOf = ({ theme, kind, news, days, search }: Options): LandmarkFilters => ({
  ...opt('theme', theme),
  ...opt('kind', kind),
  ...opt('news', news),
  ...opt('days', days),
  ...opt('q', search),
});

export function define(command: Command): void {
  withStore(command)
    .argument('[id]', 'one landmark, with the documents that name it')
    .addOption(new Option('--theme <id>', 'of this theme').choices(themeIds))
    .addOption(new Option('--kind <kind>', 'of this kind').choices(landmarkKinds))
    .addOption(new Option('--news <yes|no>', 'those that documents name, or do not').choices(['yes', 'no']))
    .option('--days <n>', 'named by a document of the last so many days', wholeNumber('--days', 1))
    .option('--search <words>', 'words of a name, of the number or of the id')
    .action(async (id: string | undefined, options: Options) => {
      const json = options.json ?? false;
      await withInstance(options, {}, (instance) =>
        id === undefined ? list(filtersOf(options), instance, json) : show(id, instance, json),
      );
    });
}
