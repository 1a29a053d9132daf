import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { type Chain, chain as chainShape, lineageGraph, type PlaceStanding } from '../model/lineage.ts';
import { branch } from '../model/query.ts';
import { counts, dated, knownAct, target, text, total } from '../model/shape.ts';
import { opt } from '../model/values.ts';
import { type Relation, relations } from '../model/vocabulary.ts';
import { checkPastDay, cited, type Found, findDocument, pastDay } from './document.ts';
import { citing } from './gaps.ts';
import { cursor, keyedPagesOf, limit } from './lists.ts';
import { ask, choice, inPath, notFoundProblem, question, RequestProblem, words } from './question.ts';
import { englishShape } from './shapes.ts';
import { brief, briefly, limitOf, next, refOf, thing, things, tool, toolCursor } from './tool.ts';

export const edgeFilters = { ...citing, held: choice(['yes', 'no'], 'Whether the cited text is held') };
export const of = words(500, 'The act whose tree is wanted: id, address or any spelling of a number');

export const edgesOf = <F extends { readonly held?: 'yes' | 'no' }>({ held, ...rest }: F) => ({
  ...rest,
  ...(held !== undefined && { held: held === 'yes' }),
});

const edge = z
  .object({
    relation: z.enum(relations),
    from: dated,
    to: target.extend({ day: z.string().exactOptional(), known: knownAct.exactOptional() }),
    quote: text('The words of the citation'),
  })
  .meta({ id: 'Edge', description: 'Who cites what' });
/** Throws RequestProblem 400: the list of all citations is today's. */
export function needsAct(asOf: string | undefined): void {
  if (asOf !== undefined) throw new RequestProblem(400, 'asOf: of one act only; name it with "of"', { parameter: 'asOf' });
}

const unknown = (ref: string) => notFoundProblem(`nothing is known under "${ref.slice(0, 100)}"`);

export const lineage = question({
  path: 'lineage',
  tag: 'Register',
  example: ({ document }) => ({ of: document }),
  words: [
    'Who cites what, newest first; with `of`, the texts around one act (`nodes`, `edges`, its key as `focus`; with `asOf` as held then) ' +
      'and the tree of documents that implement it',
    '文件之间的引用关系；给出`of`时为该文件的上下游',
  ],
  takes: { of, ...pastDay, ...edgeFilters, limit, cursor },
  gives: z.object({
    items: edge.array().exactOptional(),
    ...z.object({ total: total.total, relations: counts('How many there are of each relation') }).partial().shape,
    next: z.string().exactOptional(),
    of: text('The document that was asked for').exactOptional(),
    trees: branch.array().exactOptional(),
    ...lineageGraph.partial().shape,
  }),
  async answer({ of, asOf, limit = 50, cursor, ...filters }, answers) {
    checkPastDay(asOf, answers);
    if (of !== undefined) {
      const graph = await answers.lineage(of, asOf);
      if (!graph) throw unknown(of);
      const id = graph.nodes.find(({ key }) => key === graph.focus)?.id;
      const trees = id === undefined || asOf !== undefined ? [] : await answers.register.trees({ of: id, limit: 1 });
      return { of: id ?? of, trees, ...graph };
    }
    needsAct(asOf);
    const pages = keyedPagesOf(`lineage ${JSON.stringify(filters)}`, answers);
    const passed = pages.passed(cursor);
    const { total, items, relations: counted, ...page } = await answers.register.edges({ ...edgesOf(filters), limit, ...passed });
    return { items, total, relations: counted, ...pages.after(passed.offset, page) };
  },
});

export const chain = question({
  path: 'documents/:id/chain',
  tag: 'Register',
  words: [
    'Who has carried an act out, from ministries down to cities, and of which places nothing is held, as far as their lists are read',
    '该文件由哪些部委与地方落实，哪些地方未见文件',
  ],
  takes: { id: inPath('Id, address, title or any spelling of a number; the act itself need not be collected') },
  gives: chainShape,
  async answer({ id }, answers) {
    const found = await answers.chain(id);
    if (!found) throw unknown(id);
    return found;
  },
});

const documentOf = ({
  id,
  title,
  english,
  number,
  day,
  draft,
  issuers,
  level,
  place,
  relation,
  quote,
  via,
}: Chain['documents'][number]) => ({
  ...{ id, title, english, number, day, draft, level, place, relation, via: via?.id },
  issuers: issuers.map((issuer) => issuer.english ?? issuer.name),
  quote: brief(quote, 160),
});

const namesOf = (places: readonly PlaceStanding[]): readonly string[] => places.map(({ names }) => names.en);

function carriedOut(chain: Chain | undefined, most: number) {
  if (!chain) return { notHeld: [] };
  const { documents, places, complete } = chain;
  const provinces = places.filter(({ level }) => level === 'province');
  const inState = (state: PlaceStanding['state']) => provinces.filter((each) => each.state === state && each.below.length === 0);
  const unwatched = inState('not-watched').length;
  return {
    chain: {
      documents: documents.slice(0, most).map(documentOf),
      total: documents.length,
      provincesWithDocuments: namesOf(provinces.filter(({ state, below }) => state === 'held' || below.length > 0)),
      provincesWhereNothingWasFound: namesOf(inState('none-found')),
      provincesThatCannotBeReadNow: namesOf(inState('not-readable')),
      provincesThatAreNotWatched: namesOf(inState('not-watched')),
    },
    notHeld: [
      ...(unwatched > 0 ? [`${unwatched} of 31 provinces are not watched: nothing is known of what they did.`] : []),
      ...(complete ? [] : ['More documents name the act than were read for this answer.']),
      ...(documents.length > most ? [`${documents.length - most} further documents carry it out.`] : []),
    ],
  };
}

export const lineageTool = tool({
  name: 'lineage',
  takes: {
    ref: refOf('The act').exactOptional(),
    ...citing,
    limit: limitOf(30, 15),
    cursor: toolCursor,
  },
  gives: {
    held: z.boolean().exactOptional(),
    id: z.string().exactOptional(),
    chain: thing.exactOptional(),
    cites: things.exactOptional(),
    citedBy: things.exactOptional(),
    items: things.exactOptional(),
    next,
  },
  async answer({ ref, ...filters }, answers) {
    if (ref === undefined) return { ...(await ask(lineage, filters, answers)), notHeld: [] };
    const [found, chain] = await Promise.all([findDocument(ref, answers), answers.chain(ref)]);
    return lineageOf(found, chain, { relation: filters.relation, most: filters.limit }, answers);
  },
});

type EdgeChoice = { readonly relation?: Relation | undefined; readonly most: number };

async function lineageOf(found: Found, whole: Chain | undefined, { relation, most }: EdgeChoice, answers: Answers): Promise<object> {
  const { chain, notHeld } = carriedOut(whole, most);
  if (found.document === undefined) return { ...found.missing, ...opt('chain', chain), notHeld: [...found.missing.notHeld, ...notHeld] };
  const { id, title, english, number, url, links, citedBy, stages } = found.document;
  const wanted = (each: { readonly relation: string }) => relation === undefined || each.relation === relation;
  const chosen = links.filter(wanted);
  const unheld = chosen.filter(({ state }) => state === 'unresolved').length;
  const answer = {
    ...{ held: true, id, title, ...englishShape(english, found.document), number, url, stages },
    ...opt('chain', chain),
    cites: chosen.slice(0, most).map(({ relation: how, to, state, quote }) => ({ relation: how, to, state, quote: brief(quote, 160) })),
    citedBy: (await cited(citedBy.filter(wanted), answers)).slice(0, most),
    notHeld: [...(unheld > 0 ? [`${unheld} of the texts that it cites are not held.`] : []), ...notHeld],
  };
  return briefly(answer, 200) as object;
}
