import type { Article } from '../model/article.ts';
import type { Classified } from '../model/document.ts';
import type { Attached } from './attachment/attached.ts';
import { wholeText } from './attachment/attached-works.ts';
import { classifyWith } from './attachment/classify.ts';
import { documentTitle } from './english/english.ts';
import { landmarksCited, mergeEntities, standardsCited } from './facts/entities.ts';
import { figureEntities } from './facts/landmark-figures.ts';
import { identify } from './identity/identify.ts';

/** Identify, classify, name in English: what is made of an article, with the files beside it, before anybody looks into the store. */
export function understand(article: Article, files: readonly Attached[] = []): Classified {
  const document = identify(article);
  const classification = classifyWith(article, files);
  const entities = mergeEntities(
    classification.entities,
    landmarksCited(article),
    standardsCited(article),
    figureEntities(wholeText(article, files)),
  );
  return {
    ...document,
    ...classification,
    entities,
    type: article.type,
    english: { title: documentTitle(article.title, article.type), by: 'glossary' },
  };
}
