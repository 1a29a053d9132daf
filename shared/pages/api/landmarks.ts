import type { SourcedFigure } from '../../model/landmark.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { dayOfLandmark, findLandmarks } from '../../registry/landmarks/find.ts';
import { entityIdOf, isVerified, type Landmark, landmarks } from '../../registry/landmarks.ts';
import { csvTable } from '../take/formats.ts';
import { documentShape } from '../web/api-shapes.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { limit } from '../web/filters.ts';
import { landmarkFilters } from '../web/landmark-filters.ts';
import { requireFigure, requireLandmark } from '../web/require-landmark.ts';
import { textual } from '../web/route.ts';
import { paged } from './shapes.ts';
import * as shapes from './shapes-store.ts';
import { tableFormat } from './table-format.ts';

const landmarkColumns = [
  'id',
  'section',
  'kind',
  'english',
  'chinese',
  'number',
  'day',
  'mark',
  'documents',
  'newest',
  'newestId',
] as const;

const landmarkRow = (each: Landmark & { readonly documents: number; readonly newest?: string; readonly newestId?: string }) => ({
  ...each,
  english: each.en,
  chinese: each.zh,
  ...opt('day', dayOfLandmark(each)),
  number: isVerified(each.numberMark ?? '?') ? orEmpty(each.number) : '',
});

const figureColumns = ['id', 'section', 'english', 'stated', 'mark', 'unit', 'value', 'year', 'bound', 'day', 'document', 'quote'] as const;

const figureRow = (figure: FigureLandmark, newest: SourcedFigure | undefined) => {
  const { id, section, en, stated, mark, unit } = figure;
  const { value, year, bound, quote, document } = newest ?? {};
  return {
    id,
    section,
    english: en,
    stated,
    mark,
    unit,
    ...opt('value', value),
    ...opt('year', year),
    ...opt('bound', bound),
    ...opt('day', document?.day),
    ...opt('document', document?.id),
    ...opt('quote', quote),
  };
};

/** Landmarks and their figures in the API. */
export const landmarkEndpoints: readonly Endpoint[] = [
  endpoint({
    path: 'landmarks',
    tag: 'Landmarks',
    says: 'Everything the backgrounder names, with how many documents name it and the newest of them; `filters` narrow it',
    takes: { ...landmarkFilters, format: tableFormat },
    gives: paged(shapes.landmark, {}),
    also: ['text/csv'],
    async answer({ format, ...filters }, answers) {
      const mentions = await answers.mentions(landmarks.map(entityIdOf));
      const items = findLandmarks(filters, mentions, answers.today()).map((each) => ({
        ...each,
        documents: 0,
        ...mentions[entityIdOf(each)],
      }));
      return format === 'csv' ? textual(csvTable(landmarkColumns, items.map(landmarkRow)), 'text/csv') : { items };
    },
  }),
  endpoint({
    path: 'landmarks/figures',
    tag: 'Landmarks',
    says: 'Figures of the backgrounder, as stated and as the newest document has them',
    takes: { format: tableFormat },
    gives: shapes.figureLandmarks,
    also: ['text/csv'],
    async answer({ format }, answers) {
      const newest = await answers.newestFigures(figureLandmarks.map(({ id }) => id));
      if (format === 'csv')
        return textual(
          csvTable(
            figureColumns,
            figureLandmarks.map((each) => figureRow(each, newest.get(each.id))),
          ),
          'text/csv',
        );
      return { items: figureLandmarks.map((each) => ({ ...each, ...opt('newest', newest.get(each.id)) })) };
    },
  }),
  endpoint({
    path: 'landmarks/figures/:id',
    tag: 'Landmarks',
    example: () => ({ id: 'pue', limit: '5' }),
    says: 'Documents that state a figure of the same thing, newest first',
    names: 'Id of a figure',
    takes: { limit },
    gives: shapes.figureNews,
    async answer({ limit = 20 }, answers, { name }) {
      const figure = requireFigure(name('id'));
      return { ...figure, items: (await answers.figures(figure.id, limit)) ?? [] };
    },
  }),
  endpoint({
    path: 'landmarks/:id',
    tag: 'Landmarks',
    example: () => ({ id: 'ai-plus', limit: '5' }),
    says: 'A landmark, its act when it was collected, and the newest documents that name it',
    names: 'Id of a landmark',
    takes: { limit },
    gives: shapes.landmarkNews,
    async answer({ limit = 20 }, answers, { name }) {
      const landmark = requireLandmark(name('id'));
      const { held, total, newest, ...more } = (await answers.landmark(landmark.id, limit)) ?? { total: 0, newest: [], laterActs: [] };
      return { ...landmark, documents: total, ...(held && { held: documentShape(held) }), ...more, newest: newest.map(documentShape) };
    },
  }),
];
