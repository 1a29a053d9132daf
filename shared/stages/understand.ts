import type { Article } from '../model/article.ts';
import type { Classified } from '../model/document.ts';
import type { Attached } from './attachment/attached.ts';
import { classifyWith } from './attachment/classify.ts';
import { wholeText } from './attachment/works.ts';
import { documentTitle } from './english.ts';
import { landmarksCited, mergeEntities, standardsCited } from './entities.ts';
import { identify } from './identify.ts';
import { figureEntities } from './landmark-figures.ts';

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
