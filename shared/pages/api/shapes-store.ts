import * as z from 'zod';
import { documentTypes } from '../../model/vocabulary.ts';
import { anything, count, counts, day, instant, issuer, knownAct, list, listed, names, paged, target, text } from './shapes.ts';
import { facets, named, quantity } from './shapes-register.ts';

/** The shapes of answers about what the store holds and watches: landmarks, sources, weeks, counts, and what a reference stands for. */

export const landmark = z
  .object({
    id: z.string(),
    en: z.string(),
    zh: z.string(),
    mark: z.enum(['V2', 'V1', 'K', '?']).describe('How surely the backgrounder has it: V2 and V1 are checked'),
    documents: count('How many documents name it'),
  })
  .meta({ id: 'Landmark', description: 'Something that the backgrounder names' });
const later = named.extend({
  english: z.string().exactOptional(),
  effect: text('What it did: implements, amends, repeals, …'),
  issuers: issuer.array(),
  day: z.string().exactOptional(),
});
export const landmarkNews = landmark.extend({
  held: listed.describe('Its act, when it was collected').exactOptional(),
  known: knownAct.exactOptional(),
  laterActs: later.array(),
  newest: listed.array(),
});
const sourced = quantity.extend({
  area: z.object({ of: z.enum(['country', 'place', 'unstated']), name: z.string().exactOptional(), english: z.string().exactOptional() }),
  document: named.extend({ type: z.enum(documentTypes), day: z.string().exactOptional(), url: z.string() }),
});
const figureLandmark = z
  .object({ id: z.string(), en: z.string(), stated: text('As the backgrounder states it'), unit: z.string() })
  .meta({ id: 'FigureLandmark', description: 'A figure of the backgrounder' });
export const figureLandmarks = paged(figureLandmark.extend({ newest: sourced.exactOptional() }), {});
export const figureNews = figureLandmark.extend({ items: sourced.array() });

export const source = z
  .object({
    id: z.string(),
    names,
    level: text('L0 to L8: who speaks'),
    url: text('Its list'),
    state: text('ok, partial, quiet, suspect, unreachable, refused, unrecognised, skipped or unknown'),
    since: instant('Since when it is in that state').exactOptional(),
    checkedAt: instant('When it was asked last').exactOptional(),
    lastGoodAt: instant('When it answered well last').exactOptional(),
    newest: text('Newest day on its list').exactOptional(),
    listed: count('Entries on its list').exactOptional(),
    stored: count('Documents that were stored of it').exactOptional(),
    weeks: counts('Pages stored, by ISO week, of the last twelve weeks').exactOptional(),
  })
  .meta({ id: 'Source', description: 'A list that is watched' });
export const week = z
  .object({
    week: text('ISO week, 2026-W47'),
    url: text('Where its digest is in the API'),
    page: text('Where its page is'),
    from: day('Its first day').exactOptional(),
    to: day('Its last day').exactOptional(),
    composedAt: instant('When its digest was made').exactOptional(),
    highlights: list('What matters most, the first one first').exactOptional(),
    counts: anything.describe('How many documents are new, changed, withdrawn').exactOptional(),
    unseen: anything.describe('How many sources were not seen').exactOptional(),
  })
  .meta({ id: 'Week' });
export const digest = z
  .object({
    week: z.string(),
    from: day('Its first day'),
    to: day('Its last day'),
    composedAt: instant('When it was made'),
    sections: z.record(z.string(), list('Its documents')).describe('Documents by section'),
    highlights: list('Ids of what matters most').exactOptional(),
    counts: anything.exactOptional(),
    unseen: list('Sources that were not seen'),
  })
  .meta({ id: 'Digest', description: 'What happened in a week' });

export const stats = z.object({
  documents: count('Documents that are held and relevant'),
  facets,
  sources: z.object({ total: count('Sources'), conditions: counts('How many are in each state') }),
  digests: count('Weeks with a digest'),
});
export const resolution = z.object({
  ref: text('What was asked'),
  kind: z.enum(['document', 'url', 'number', 'title', 'none']).describe('What it is read as'),
  held: z.boolean().describe('Whether a document of it is held'),
  ids: z.array(z.string()).describe('Documents that it names'),
  canonical: text('Its standard spelling').exactOptional(),
  title: z.string().exactOptional(),
  candidates: target.array().describe('Documents that it may name').exactOptional(),
  namedBy: named.omit({ english: true }).extend({ relation: z.string() }).array().describe('Documents that cite it').exactOptional(),
  known: knownAct.array().exactOptional(),
});
export const citation = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string(),
  author: z.array(z.object({ literal: z.string() })),
  issued: z.object({ 'date-parts': z.array(z.array(z.int())) }).exactOptional(),
});
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: text('What is wrong, in words').exactOptional(),
    instance: text('The path that was asked for').exactOptional(),
    parameter: text('The parameter at fault').exactOptional(),
    allowed: z.array(z.string()).describe('What it may be').exactOptional(),
    request: text('Names the request in the log').exactOptional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });
