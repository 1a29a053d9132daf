import { opt } from '../../model/values.ts';
import { figureLandmarks } from '../../registry/landmarks/figures.ts';
import { entityIdOf, landmarks } from '../../registry/landmarks.ts';
import { documentShape } from '../web/api-shapes.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { limit } from '../web/filters.ts';
import { newestFigures, requireFigure, requireLandmark } from '../web/require-landmark.ts';
import * as shapes from './shapes.ts';

/** Landmarks and their figures in the API. */
export const landmarkEndpoints: readonly Endpoint[] = [
  endpoint({
    path: 'landmarks',
    says: 'Everything the backgrounder names, with how many documents name it',
    gives: shapes.paged(shapes.landmark, {}),
    async answer(_, answers) {
      const mentions = await answers.mentions();
      return { items: landmarks.map((each) => ({ ...each, documents: 0, ...mentions[entityIdOf(each)] })) };
    },
  }),
  endpoint({
    path: 'landmarks/figures',
    says: 'Figures of the backgrounder, as stated and as the newest document has them',
    gives: shapes.paged(shapes.anything, {}),
    async answer(_, answers) {
      const newest = await newestFigures(figureLandmarks, answers);
      return { items: figureLandmarks.map((each) => ({ ...each, ...opt('newest', newest.get(each.id)) })) };
    },
  }),
  endpoint({
    path: 'landmarks/figures/:id',
    says: 'Documents that state a figure of the same thing, newest first',
    names: 'Id of a figure',
    takes: { limit },
    gives: shapes.paged(shapes.anything, {}),
    async answer({ limit = 20 }, answers, { name }) {
      const figure = requireFigure(name('id'));
      return { ...figure, items: (await answers.figures(figure.id, limit, 'anywhere')) ?? [] };
    },
  }),
  endpoint({
    path: 'landmarks/:id',
    says: 'A landmark, its act when it was collected, and the newest documents that name it',
    names: 'Id of a landmark',
    takes: { limit },
    gives: shapes.landmark,
    async answer({ limit = 20 }, answers, { name }) {
      const landmark = requireLandmark(name('id'));
      const { held, total, newest, ...more } = (await answers.landmark(landmark.id, limit)) ?? { total: 0, newest: [], laterActs: [] };
      return { ...landmark, documents: total, ...(held && { held: documentShape(held) }), ...more, newest: newest.map(documentShape) };
    },
  }),
];
