import * as z from 'zod';
import { day, issuer, named, names, type Told, target, text } from './shape.ts';
import { unseenReasons } from './source.ts';
import { documentTypes, statuses } from './vocabulary.ts';

/** What became of an act below: who has carried it out, and who has not as far as this store can tell. */

/** Lanes of the state from above: the centre (party centre, legislature, State Council), ministries, then places. `other` is a body of no known level. */
export const stateLevels = ['centre', 'ministry', 'province', 'city', 'district', 'other'] as const;
export type StateLevel = (typeof stateLevels)[number];

const chainDocument = named.extend({
  number: z.string().exactOptional(),
  day: z.string().exactOptional(),
  type: z.enum(documentTypes).exactOptional(),
  status: z.enum(statuses).exactOptional(),
  draft: z.boolean(),
  issuers: issuer.array().describe('As signed, the lead first'),
  level: z.enum(stateLevels),
  place: text('Id of the place whose body issued it').exactOptional(),
  relation: z.enum(['implements', 'forwards']),
  quote: text('The words of the citation'),
  via: named.describe('The document through which it carries the act out').exactOptional(),
});

const bodyGroup = z.object({ issuer, documents: z.array(z.string()).describe('Ids, the oldest first') });

const list = z.object({ id: z.string(), names, unseen: z.enum(unseenReasons).describe('Why it is not read now').exactOptional() });

/**
 * `held` documents of its own bodies; `none-found` nothing though lists of it are read; `not-readable` nothing, and no list of it answers now; `not-watched` nothing, and
 * no list of it has ever been read. Only `none-found` says anything about the place, and only for what its lists held.
 */
const placeStanding = z.object({
  place: z.string(),
  names,
  level: z.enum(['province', 'city']),
  within: text('The province of a city').exactOptional(),
  state: z.enum(['held', 'none-found', 'not-readable', 'not-watched']),
  documents: z.array(z.string()).describe('Ids, the oldest first'),
  below: z.array(z.string()).describe('Ids of documents of places within'),
  lists: list.array().describe('What is watched of the place'),
  readBackTo: day('How far back its lists are read').exactOptional(),
});

export const chain = z
  .object({
    act: target.extend({ day: z.string().exactOptional() }).describe('Without id: not held'),
    documents: chainDocument.array(),
    bodies: bodyGroup.array().describe('Documents of the centre and of ministries by their lead body'),
    places: placeStanding.array().describe('The 31 provinces, and cities that a source declares or a document comes from'),
    complete: z.boolean().describe('Whether nothing was left out'),
  })
  .meta({ id: 'Chain', description: 'Who has carried an act out, and of which places nothing is held' });

export type ChainDocument = Told<typeof chainDocument>;
export type BodyGroup = Told<typeof bodyGroup>;
export type PlaceStanding = Told<typeof placeStanding>;
export type PlaceState = PlaceStanding['state'];
export type Chain = Told<typeof chain>;
