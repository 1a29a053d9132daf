import * as z from 'zod';
import { stateLevels } from './chain.ts';
import { count, type Told, text } from './shape.ts';
import { documentTypes, relations, statuses } from './vocabulary.ts';

/** An act among the texts that it names and that name it, two links around. */

const node = z.object({
  key: text('Its id, or for a text that is not held what it is cited by'),
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
  step: z.literal([0, 1, 2]).describe('How many links it is away'),
});
const edge = z.object({
  from: text('Key of a node'),
  to: text('Key of a node'),
  relation: z.enum(relations),
  quote: text('The words that say so'),
});
export const lineageGraph = z.object({
  focus: text('Key of the act that was asked for'),
  nodes: node.array(),
  edges: edge.array(),
  readings: count('Reports and readings that are left out'),
  more: count('Texts that are left out'),
});

export type LineageNode = Told<typeof node>;
export type LineageEdge = Told<typeof edge>;
export type LineageGraph = Told<typeof lineageGraph>;
