import * as z from 'zod';
import type { Issuer } from './article.ts';
import type { Fixed } from './fixed.ts';
import { count, day, fieldChange, issuer, type knownAct, named, names, type TypeOf, target, text } from './shape.ts';
import { unseenReasons } from './source.ts';
import { documentTypes, relations, statuses } from './vocabulary.ts';

/**
 * Lanes of the state from above: the centre (party centre, legislature, State Council), ministries, then places. `other` is a body of no
 * known level.
 */
export const stateLevels = ['centre', 'ministry', 'province', 'city', 'district', 'other'] as const;
export type StateLevel = (typeof stateLevels)[number];

export const chainDocument = named.extend({
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
 * `held` documents of its own bodies; `none-found` nothing though lists of it are read; `not-readable` nothing, and no list of it answers
 * now; `not-watched` nothing, and no list of it has ever been read. Only `none-found` says anything about the place, and only for what its
 * lists held.
 */
export const placeStanding = z.object({
  place: z.string(),
  names,
  level: z.enum(['province', 'city']),
  within: text('The province of a city').exactOptional(),
  state: z.enum(['held', 'none-found', 'not-readable', 'not-watched']),
  documents: z.array(z.string()).describe('Ids, the oldest first'),
  below: z.array(z.string()).describe('Ids of documents of places within'),
  lists: list.array().describe('What is watched of the place'),
  readBackTo: day('How far back its lists are read').exactOptional(),
  readTo: day('Until when they are read').exactOptional(),
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

export type ChainDocument = TypeOf<typeof chainDocument>;
export type BodyGroup = TypeOf<typeof bodyGroup>;
export type PlaceStanding = TypeOf<typeof placeStanding>;
export type PlaceState = PlaceStanding['state'];
export type Chain = TypeOf<typeof chain>;

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

export type LineageNode = TypeOf<typeof node>;
export type LineageEdge = TypeOf<typeof edge>;
export type LineageGraph = TypeOf<typeof lineageGraph>;

const compared = z.object({
  id: z.string(),
  title: z.string(),
  english: z.string().exactOptional(),
  number: z.string().exactOptional(),
  revision: count('Number of the revision that was asked for').exactOptional(),
  day: text('Day of signature, else of publication').exactOptional(),
});
const actChange = z.object({
  kind: z.enum(['same', 'changed', 'moved', 'added', 'removed']),
  article: text('Its place in the later text; in the earlier one when removed'),
  articleBefore: z.string().exactOptional(),
  before: z.string().exactOptional(),
  after: z.string().exactOptional(),
});
const statedFact = z
  .object({
    kind: z.enum(['figure', 'day', 'scope', 'duty']),
    says: text('In English'),
    of: text('What is counted, in its own words').exactOptional(),
    quote: text('The words that state it'),
  })
  .meta({ id: 'StatedFact', description: 'A fact that an article states' });
const comparedArticle = z.object({ article: z.string(), text: z.string().exactOptional() });
const changedFact = z.object({ article: z.string(), before: statedFact.exactOptional(), after: statedFact.exactOptional() });
const subjectPair = z.object({
  id: z.string(),
  names,
  a: comparedArticle.array(),
  b: comparedArticle.array(),
  facts: z.object({ a: statedFact.array(), b: statedFact.array() }),
});

export const comparison = z.object({
  a: compared,
  b: compared,
  changes: actChange.array(),
  facts: changedFact.array().describe('Facts in which the articles differ'),
  subjects: subjectPair.array().describe('Where the wording hardly aligns: articles of one subject').exactOptional(),
  announced: fieldChange.array().describe('Of two revisions: what was recorded as changed between them').exactOptional(),
});

export type ActChange = TypeOf<typeof actChange>;
export type ComparedDocument = TypeOf<typeof compared>;
export type StatedFact = TypeOf<typeof statedFact>;
export type ChangedFact = TypeOf<typeof changedFact>;
export type ComparedArticle = TypeOf<typeof comparedArticle>;
export type SubjectPair = TypeOf<typeof subjectPair>;
export type ActComparison = TypeOf<typeof comparison>;

export const countChanges = (changes: readonly ActChange[]): Readonly<Record<ActChange['kind'], number>> => {
  const counts = { same: 0, changed: 0, moved: 0, added: 0, removed: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
};

export const knownDates = ['signed', 'published', 'effective'] as const;

/**
 * An act that a public catalogue names and that has not been read: facts alone, no text. Never in an export, a count, a facet or a digest.
 */
export type KnownAct = TypeOf<typeof knownAct>;

/** What the catalogue knows of an act that is held and whose page does not state it: beside the facts of the page, never among them. */
export type CatalogueFacts = Fixed<
  Partial<Pick<KnownAct, 'number' | 'url' | 'landmark'>> &
    Pick<KnownAct, 'dates' | 'from'> & {
      issuers?: Issuer[];
      unverified?: true;
    }
>;

export type KnownResult = Fixed<{ total: number; items: KnownAct[] }>;
