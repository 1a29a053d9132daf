import * as z from 'zod';
import { instant, named, type TypeOf, text } from './shape.ts';

/** What a held document says otherwise than a landmark, a known act, the table of official titles or a stated figure. */
const doubtFields = [
  'number',
  'dates.signed',
  'dates.published',
  'dates.effective',
  'issuers',
  'status',
  'edition',
  'english',
  'figure',
] as const;

export const doubt = z
  .object({
    id: z.string(),
    kind: z.enum(['landmark', 'known', 'title', 'figure']).describe('Which table is contradicted'),
    subject: text('Id of the landmark or figure; else the title of the act'),
    name: text('Its name in English where one is known'),
    field: z.enum(doubtFields),
    told: text('What is told, until a person settles it'),
    says: text('What the document says'),
    quote: text('The words that say it').exactOptional(),
    document: named,
    since: instant('When it was first seen'),
    settled: z
      .object({ keep: z.enum(['known', 'document']), at: instant('When'), why: z.string() })
      .describe('What a person decided: `document` is told from then on')
      .exactOptional(),
  })
  .meta({ id: 'Doubt', description: 'A document contradicts what is told' });

export type Doubt = TypeOf<typeof doubt>;
export type Contradiction = Pick<Doubt, 'kind' | 'subject' | 'name' | 'field' | 'told' | 'says' | 'quote'>;
