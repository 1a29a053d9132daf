import * as z from 'zod';
import { chainDocument, placeStanding } from './lineage.ts';
import { names, quantity, type TypeOf, text } from './shape.ts';
import { themeIds } from './vocabulary.ts';

const said = quantity.partial({ value: true, unit: true, bound: true }).extend({
  is: z
    .enum(['target', 'draft', 'result', 'title', 'section', 'citation'])
    .describe(
      'A quantity that is aimed at, aimed at in a draft, or reached; or where the words stand: citation is anywhere in an act that names the national one',
    ),
  document: chainDocument.omit({ relation: true, via: true, quote: true }),
});
const promised = z.object({
  id: z.string(),
  names: names.describe('What is promised; in Chinese in the words of the act'),
  act: text('Id of the landmark in which it stands; absent of a quantity').exactOptional(),
  section: text('Where it stands there').exactOptional(),
  year: z.int().exactOptional(),
  body: text('Id of the body that sees to it').exactOptional(),
  themes: z.enum(themeIds).array(),
  url: text('Official address of the act').exactOptional(),
  said: said.array().describe('Who said it or takes it up, from the centre down'),
  silent: z.string().array().describe('Ids of `places` of which, and of whose cities, nothing was seen'),
});
export const ledger = z
  .object({
    items: promised.array(),
    places: placeStanding.pick({ place: true, names: true, level: true, within: true, state: true, readTo: true }).array(),
  })
  .meta({
    id: 'Promises',
    description: 'What the country promised, and by place who takes it up; of silence only `none-found` says anything',
  });
export type Ledger = TypeOf<typeof ledger>;
export type Promised = Ledger['items'][number];
export type Statement = Promised['said'][number];
