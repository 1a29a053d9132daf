import { type FigureLandmark, figureLandmarks } from '../../registry/landmarks/figures.ts';
import { type Landmark, landmarkById } from '../../registry/landmarks.ts';
import { notFoundProblem } from './route.ts';

/** The figure of an id; throws RequestProblem 404. */
export function requireFigure(id: string): FigureLandmark {
  const figure = figureLandmarks.find((each) => each.id === id);
  if (!figure) throw notFoundProblem('no figure with this id');
  return figure;
}

/** The landmark of an id; throws RequestProblem 404. */
export function requireLandmark(id: string): Landmark {
  const landmark = landmarkById(id);
  if (!landmark) throw notFoundProblem('no landmark with this id');
  return landmark;
}
