import * as z from 'zod';
import { stateLevels } from '../../model/chain.ts';
import { documentTypes, relations, statuses } from '../../model/vocabulary.ts';
import { count, day, issuer, list, names, text } from './shapes.ts';

/** The shapes of answers about acts and those that carry them out. */

const chained = z.object({ id: z.string(), title: z.string(), english: text('English title; empty where none is known') });
export const chain = z
  .object({
    act: chained.partial().extend({ number: z.string().exactOptional(), day: z.string().exactOptional() }),
    documents: chained
      .extend({
        number: z.string().exactOptional(),
        day: z.string().exactOptional(),
        type: z.enum(documentTypes).exactOptional(),
        status: z.enum(statuses).exactOptional(),
        draft: z.boolean(),
        issuers: issuer.array(),
        level: z.enum(stateLevels),
        place: z.string().exactOptional(),
        relation: z.enum(['implements', 'forwards']),
        quote: text('The words of the citation'),
        via: chained.describe('The document through which it carries the act out').exactOptional(),
      })
      .array(),
    bodies: z.object({ issuer, documents: z.array(z.string()).describe('Ids') }).array(),
    places: z
      .object({
        place: z.string(),
        names,
        level: z.enum(['province', 'city']),
        within: text('The province of a city').exactOptional(),
        state: z.enum(['held', 'none-found', 'not-readable', 'not-watched']),
        documents: z.array(z.string()).describe('Ids'),
        below: z.array(z.string()).describe('Ids of documents of places within'),
        lists: list('What is watched of the place'),
        readBackTo: day('How far back its lists are read').exactOptional(),
      })
      .array(),
    complete: z.boolean().describe('Whether nothing was left out'),
  })
  .meta({ id: 'Chain', description: 'Who has carried an act out, and of which places nothing is held' });

/** One act among the texts that it names and that name it. */
export const around = {
  focus: text('Key of the act that was asked for').exactOptional(),
  nodes: z
    .object({
      key: z.string(),
      id: text('Absent where the text is not collected').exactOptional(),
      title: z.string().exactOptional(),
      english: z.string().exactOptional(),
      number: z.string().exactOptional(),
      day: text('Day, month or year, as exactly as it is known').exactOptional(),
      issuers: z.string().array(),
      level: z.enum(stateLevels),
      type: z.enum(documentTypes).exactOptional(),
      status: z.enum(statuses).exactOptional(),
      draft: z.boolean(),
      step: z.int().min(0).max(2).describe('How many links it is away'),
    })
    .array()
    .exactOptional(),
  edges: z
    .object({ from: z.string(), to: z.string(), relation: z.enum(relations), quote: text('The words that say so') })
    .array()
    .exactOptional(),
  readings: count('Reports and readings that are left out').exactOptional(),
  more: count('Texts that are left out').exactOptional(),
};
