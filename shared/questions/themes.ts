import * as z from 'zod';
import { count, names, paged } from '../model/shape.ts';
import { opt } from '../model/values.ts';
import { type SubjectId, subjectIds, type ThemeId, themeIds } from '../model/vocabulary.ts';
import { themeNames } from '../pages/words/words.ts';
import { subThemes } from '../registry/themes.ts';
import { inPath, notFoundProblem, question } from './question.ts';
import { documentShape, facets, listed } from './shapes.ts';

const themeListed = z
  .object({
    id: z.enum(subjectIds),
    parent: z.enum(themeIds).describe('Of a sub-theme').exactOptional(),
    names,
    documents: count('How many documents have it'),
  })
  .meta({ id: 'Theme', description: 'A subject' });
const parents = new Map<string, ThemeId>(subThemes.map(({ id, parent }) => [id, parent]));
const themeShape = (id: SubjectId, documents: number) => ({
  ...{ id, ...opt('parent', parents.get(id)) },
  ...{ names: { en: themeNames[id][0], zh: themeNames[id][1] }, documents },
});

export const themes = question({
  path: 'themes',
  tag: 'Store',
  words: ['Themes and sub-themes, with how many documents have each', '各主题、子主题及其文件数'],
  gives: paged(themeListed, {}),
  async answer(_, answers) {
    const { facets } = await answers.documents({ limit: 1, today: answers.today() });
    return { items: subjectIds.map((id) => themeShape(id, facets.theme[id] ?? 0)) };
  },
});

export const themeNews = question({
  path: 'themes/:id',
  tag: 'Store',
  example: () => ({ id: 'compute' }),
  words: ['A theme with its newest documents', '一个主题及其最新文件'],
  takes: { id: inPath('Id of a theme') },
  gives: themeListed.extend({ facets, newest: listed.array() }),
  async answer({ id: name }, answers) {
    const id = subjectIds.find((each) => each === name);
    if (id === undefined) throw notFoundProblem(`themes are ${subjectIds.join(', ')}`);
    const { total, hits, facets } = await answers.documents({ theme: id, sort: 'newest', limit: 20, today: answers.today() });
    return { ...themeShape(id, total), facets, newest: hits.map(documentShape) };
  },
});
