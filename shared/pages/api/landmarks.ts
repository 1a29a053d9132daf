import { opt } from '../../model/values.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { entityIdOf, landmarks } from '../../registry/landmarks.ts';
import { documentShape } from '../web/api-shapes.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { limit } from '../web/filters.ts';
import { newestFigures, requireFigure, requireLandmark } from '../web/require-landmark.ts';
import { paged } from './shapes.ts';
import * as shapes from './shapes-store.ts';

/** Landmarks and their figures in the API. */
export const landmarkEndpoints: readonly Endpoint[] = [
  endpoint({
    path: 'landmarks',
    tag: 'Landmarks',
    says: 'Everything the backgrounder names, with how many documents name it',
    gives: paged(shapes.landmark, {}),
    async answer(_, answers) {
      const mentions = await answers.mentions();
      return { items: landmarks.map((each) => ({ ...each, documents: 0, ...mentions[entityIdOf(each)] })) };
    },
  }),
  endpoint({
    path: 'landmarks/figures',
    tag: 'Landmarks',
    says: 'Figures of the backgrounder, as stated and as the newest document has them',
    gives: shapes.figureLandmarks,
    async answer(_, answers) {
      const newest = await newestFigures(figureLandmarks, answers);
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
      return { ...figure, items: (await answers.figures(figure.id, limit, 'anywhere')) ?? [] };
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
