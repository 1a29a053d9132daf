import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Chain } from '../../model/chain.ts';
import type { ActChange } from '../../model/comparison.ts';
import { countChanges } from '../../model/comparison.ts';
import { group, opt } from '../../model/values.ts';
import { type Relation, relations, themeIds } from '../../model/vocabulary.ts';
import { englishShape } from '../web/api-shapes.ts';
import { requireComparison } from '../web/require-comparison.ts';
import { askApi } from './ask-api.ts';
import { carriedOut } from './carried-out.ts';
import { cited, type Found, findDocument } from './find-document.ts';
import { brief, briefly, within } from './plain.ts';
import { cursor, limitOf, next, refOf, thing, things, tool } from './tool.ts';

/** What a reference stands for, who cites what, and two acts side by side. */

export const resolveTool = tool({
  name: 'resolve',
  title: 'What a number or title stands for',
  says:
    'What a document number in any spelling, an address or a title (Chinese or English) stands for: ids of held documents, the standard spelling, the ' +
    'issuer that the number tells, or, where no text is held, ' +
    'what is known of it from catalogues and which held documents cite it. `held: false` means that its text is not in the store, not that it does not exist.',
  takes: { ref: refOf('What is to be resolved') },
  gives: {
    held: z.boolean(),
    kind: z.string(),
    ids: z.string().array(),
    canonical: z.string().exactOptional(),
    known: things.exactOptional(),
    namedBy: things.exactOptional(),
  },
  async answer({ ref }, answers) {
    const found = await answers.resolve(ref);
    return { ref, ...(briefly(found, 300) as object), notHeld: found.held ? [] : [`No held document is "${ref}".`] };
  },
});

export const lineageTool = tool({
  name: 'lineage',
  title: 'What an act rests on and what follows from it',
  says:
    'Of one act, held or not: what it cites and implements, which held documents implement, interpret, repeal or report it (with issuers and days, ' +
    'newest first), its draft or final text, and under `chain` who has carried it out by ministry, province and city, and of which provinces nothing is found or watched. ' +
    'Without `ref`: citations between all held documents, newest first, by relation and theme. Links to texts that are not held are marked `unresolved`.',
  takes: {
    ref: refOf('The act').exactOptional(),
    relation: z.enum(relations).exactOptional(),
    theme: z.enum(themeIds).exactOptional(),
    limit: limitOf(30, 15),
    cursor,
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
  async answer({ ref, limit, ...filters }, answers) {
    if (ref === undefined)
      return within(limit, async (most) => ({
        ...(await askApi({ path: 'lineage', given: { ...filters, limit: most } }, answers, thing)),
        notHeld: [],
      }));
    const [found, chain] = await Promise.all([findDocument(ref, answers), answers.chain(ref)]);
    return within(limit, (most) => lineageOf(found, chain, { ...filters, most }, answers));
  },
});

type LineageAsked = { readonly relation?: Relation | undefined; readonly most: number };

/** The lineage of one act, with at most `most` documents in each list. */
async function lineageOf(found: Found, whole: Chain | undefined, { relation, most }: LineageAsked, answers: Answers): Promise<object> {
  const { chain, notHeld } = carriedOut(whole, most);
  if (found.document === undefined) return { ...found.missing, ...opt('chain', chain), notHeld: [...found.missing.notHeld, ...notHeld] };
  const { id, title, english, number, url, links, citedBy, stages } = found.document;
  const wanted = (each: { readonly relation: string }) => relation === undefined || each.relation === relation;
  const asked = links.filter(wanted);
  const unheld = asked.filter(({ state }) => state === 'unresolved').length;
  const answer = {
    ...{ held: true, id, title, ...englishShape(english), number, url, stages },
    ...opt('chain', chain),
    cites: asked.slice(0, most).map(({ relation: how, to, state, quote }) => ({ relation: how, to, state, quote: brief(quote, 160) })),
    citedBy: await cited(citedBy.filter(wanted), answers),
    notHeld: [...(unheld > 0 ? [`${unheld} of the texts that it cites are not held.`] : []), ...notHeld],
  };
  return briefly(answer, 200) as object;
}

const told = (change: ActChange) => ({
  ...change,
  ...opt('before', change.before && brief(change.before, 500)),
  ...opt('after', change.after && brief(change.after, 500)),
});

export const compareTool = tool({
  name: 'compare',
  title: 'Two acts article by article',
  says:
    'Two documents, or two revisions of one (REF@n), aligned by article: counts, the facts that differ in English, then what changed, was moved, added or removed, ' +
    'with both wordings (quotations of the sources). ' +
    '`complete: false` means that rights do not allow the words. A side that is not held is said in `notHeld`.',
  takes: {
    a: refOf('The earlier document, with @n for a revision'),
    b: refOf('The later document, in the same ways'),
    offset: z.int().min(0).max(100_000).default(0).describe('Number of changes to pass over'),
    limit: limitOf(60, 20),
  },
  gives: {
    a: thing.exactOptional(),
    b: thing.exactOptional(),
    counts: z.record(z.string(), z.int()).exactOptional(),
    facts: things
      .exactOptional()
      .describe('Figures, days, scope and duties that differ, in English with their words; with the first changes alone'),
    subjects: things.exactOptional().describe('Acts of two places: what each says of one subject'),
    announced: things.exactOptional(),
    changes: things.exactOptional(),
    complete: z.boolean().exactOptional(),
    next: z.int().exactOptional().describe('Offset to go on from'),
  },
  async answer({ a, b, offset, limit }, answers) {
    const [first, second] = [await sideOf(a, answers), await sideOf(b, answers)];
    const missing = [first, second].flatMap((side) => (typeof side === 'string' ? [] : [side]));
    if (typeof first !== 'string' || typeof second !== 'string') return { missing, notHeld: missing.flatMap(({ notHeld }) => notHeld) };
    const { changes, facts, subjects = [], announced, ...rest } = await requireComparison({ a: first, b: second }, answers);
    const differing = changes.filter(({ kind, articleBefore }) => kind !== 'same' || articleBefore !== undefined);
    return within(limit, async (most) => {
      const some = differing.slice(offset, offset + most).map(told);
      const after = offset + some.length;
      return {
        ...rest,
        counts: countChanges(changes),
        facts: offset === 0 ? briefly(facts.slice(0, most), 200) : [],
        subjects: offset === 0 ? briefly(subjects.slice(0, most), 200) : [],
        ...opt('announced', announced && briefly(announced.slice(0, most), 200)),
        changes: some,
        ...opt('next', after < differing.length ? after : undefined),
        notHeld: [],
      };
    });
  },
});

/** The id of a side by any reference, titles too; or that it is missing. */
async function sideOf(ref: string, answers: Answers) {
  const revision = group(/@\d{1,6}$/.exec(ref), 0);
  const { document, missing } = await findDocument(revision === '' ? ref : ref.slice(0, -revision.length), answers);
  return document === undefined ? missing : `${document.id}${revision}`;
}
