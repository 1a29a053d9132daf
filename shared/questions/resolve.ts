import * as z from 'zod';
import type { Resolution } from '../model/answers.ts';
import { withoutUserAt } from '../model/secrets.ts';
import { resolution, text } from '../model/shape.ts';
import { knownLines, renderPlainTextName } from '../pages/words/text-name.ts';
import { inverseNames, word } from '../pages/words/words.ts';
import { backgroundOf } from './landmarks.ts';
import { type Command, question, type Terminal, way } from './question.ts';
import { briefly, limitOf, refOf, thing, things, tool } from './tool.ts';

const anyRef = 'an id, an address or a document number of at most 500 characters';

export const resolve = question({
  path: 'resolve',
  tag: 'Documents',
  example: ({ number }) => ({ ref: number }),
  words: ['What a number, address or id stands for', '文号、网址或编号所指的文件'],
  takes: { ref: z.string(anyRef).trim().min(1).max(500, anyRef).describe(`What it may stand for: ${anyRef}`) },
  gives: resolution.extend({ ref: text('What was asked') }),
  answer: async ({ ref }, answers) => ({ ref: withoutUserAt(ref), ...(await answers.resolve(ref)) }),
});

function print(found: Resolution & { readonly ref: string }, { fitted, indented, paint, today }: Terminal): readonly string[] {
  const { ref, kind, canonical, held, ids, title, issuer, numberKind, year, candidates = [], namedBy = [], known = [] } = found;
  const what = [numberKind ?? kind, issuer && `of ${issuer.name} (${issuer.english})`, year !== undefined && `of ${year}`]
    .filter(Boolean)
    .join(' ');
  const names = title === undefined ? [] : [renderPlainTextName({ title })];
  const state = known.length > 0 ? 'known, not yet read' : 'not collected';
  const named = held ? [`collected: ${ids.join(', ')}`, ...names].join(' ') : [state, ...names].join(': ');
  const nothing = kind === 'none' && known.length === 0;
  return [
    fitted(
      `${paint('bold', canonical ?? ref)}: ${nothing ? 'no document number, and no id, address or title that is known' : `${what}, ${named}`}`,
      '',
      '  ',
    ),
    ...known.flatMap((act) => indented(knownLines(act, today))),
    ...candidates.map((each) => fitted(`may be ${each.id} ${renderPlainTextName(each)}`, '  ', '    ')),
    ...namedBy.map((each) => fitted(`${word(inverseNames, each.relation, 'en')} ${each.id} ${renderPlainTextName(each)}`, '  ', '    ')),
  ];
}

export const command: Command = {
  words: [['<ref>', 'a document id, an address, a title, or any spelling of a number', 'ref']],
  ways: [way({ of: resolve, print })],
};

export const resolveTool = tool({
  name: 'resolve',
  takes: { ref: refOf('What is to be resolved'), limit: limitOf(25, 8) },
  gives: {
    held: z.boolean(),
    kind: z.string(),
    ids: z.string().array(),
    canonical: z.string().exactOptional(),
    known: things.exactOptional(),
    namedBy: things.exactOptional(),
    landmark: thing.exactOptional(),
    landmarks: things.exactOptional(),
    figures: things.exactOptional(),
  },
  async answer({ ref, limit }, answers) {
    const found = await answers.resolve(ref);
    return {
      ref,
      ...(briefly(found, 300) as object),
      ...(await backgroundOf(ref, limit, answers)),
      notHeld: found.held ? [] : [`No held document is "${ref}".`],
    };
  },
});
