import type { Article } from '../model/article.ts';
import type { Classified } from '../model/document.ts';
import type { AttachedFile } from './attachment/attached.ts';
import { wholeText } from './attachment/attached-works.ts';

import { classifyWithFiles } from './attachment/classify.ts';
import { documentTitle } from './english/english.ts';
import { findCitedLandmarks, findCitedStandards, mergeEntities } from './facts/entities.ts';
import { findFigureEntities } from './facts/landmark-figures.ts';
import { identify } from './identity/identify.ts';

export { addWords } from './english/known-words.ts';

export function understand(article: Article, files: readonly AttachedFile[] = []): Classified {
  const document = identify(article);
  const classification = classifyWithFiles(article, files);
  const entities = mergeEntities(
    classification.entities,
    findCitedLandmarks(article),
    findCitedStandards(article),
    findFigureEntities(wholeText(article, files)),
  );
  return {
    ...document,
    ...classification,
    entities,
    type: article.type,
    english: documentTitle(article.title, article.type),
  };
}
