import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { opt } from '../../model/values.ts';

/** Sources that could not be read: what they would have brought is missing from every answer. */

const mostNamed = 8;

const blind: ReadonlySet<string> = new Set(['unreachable', 'refused', 'unrecognised', 'suspect', 'partial']);

export const unseenShape = z
  .looseObject({
    sources: z.int().describe('Sources that are watched'),
    notRead: z.int().describe('Of these, read in part, in doubt or not at all just now'),
    neverRead: z.int().describe('Of these, never read yet'),
    named: z
      .looseObject({ id: z.string(), name: z.string(), state: z.string(), since: z.string() })
      .array()
      .describe('Some that are not read, with their state since when'),
  })
  .describe('What could not be seen: what these sources put out since then is missing here');

/** What cannot be seen at the moment; `publisher` narrows the names to the sources of one body, where it has any. */
export async function readUnseen(answers: Pick<Answers, 'sources'>, publisher?: string): Promise<z.output<typeof unseenShape>> {
  const all = (await answers.sources()).filter(({ source }) => source.needs === undefined);
  const troubled = all.filter(({ state }) => state !== undefined && blind.has(state.condition));
  const own = troubled.filter(({ source }) => source.publisher === publisher);
  const named = (own.length > 0 ? own : troubled)
    .slice(0, mostNamed)
    .flatMap(({ source, state }) =>
      state
        ? [{ id: source.id, name: source.names.en, state: state.condition, since: state.since, ...opt('lastRead', state.lastGoodAt) }]
        : [],
    );
  const neverRead = all.filter(({ state }) => state?.lastGoodAt === undefined && !(state && blind.has(state.condition))).length;
  return { sources: all.length, notRead: troubled.length, neverRead, named };
}
