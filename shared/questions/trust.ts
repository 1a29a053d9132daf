import * as z from 'zod';
import { count, type TypeOf, text } from '../model/shape.ts';
import { opt } from '../model/values.ts';
import { corrections } from '../registry/known.ts';
import { csvTable } from './csv.ts';
import measured from './measured.json' with { type: 'json' };
import { question } from './question.ts';
import { readUnseen, unseenShape } from './tool.ts';

const measure = z
  .object({
    on: text('Day of the measuring'),
    apart: z.boolean().describe('Whether what was measured was set apart from whoever wrote rules or chose words'),
    n: count('How many were looked at'),
    what: z.string().array().length(2).describe('English, Chinese'),
    found: z.string().array().length(2).describe('English, Chinese'),
  })
  .meta({ id: 'Measured', description: 'How well something is read' });
type Measured = TypeOf<typeof measure>;

/** How far to trust it: what was measured on this version stands in a file of the program, the rest is counted in the store. */
export const trust = question({
  path: 'trust',
  tag: 'Store',
  words: [
    'How well what is told is read (measured, dated, set apart or not), what is not seen now, what was corrected and what is in doubt',
    '可信度：各项实测准确度及日期、当前未见的来源、更正与存疑',
  ],
  gives: z.object({
    measured: measure.array(),
    documents: count('Documents that are held and relevant'),
    unseen: unseenShape,
    missingTexts: count('Texts that held documents cite and that are not held'),
    corrections: count('What was said wrongly of landmarks and known acts'),
    corrected: text('Day of the last of them').exactOptional(),
    openDoubts: count('What held documents say otherwise, and nobody has decided'),
  }),
  async answer(_, answers) {
    const [{ total }, unseen, missing, doubts, wrong] = await Promise.all([
      answers.documents({ limit: 1, today: answers.today() }),
      readUnseen(answers),
      answers.register.missingTexts({ limit: 1 }),
      answers.doubts(),
      corrections(),
    ]);
    const [corrected] = wrong
      .map(({ since }) => since)
      .toSorted()
      .reverse();
    return {
      ...{ measured: measured as readonly Measured[], documents: total, unseen, missingTexts: missing.total, corrections: wrong.length },
      ...(corrected !== undefined && { corrected }),
      openDoubts: doubts.filter(({ settled }) => settled === undefined).length,
    };
  },
  csv: ({ measured: all }) =>
    csvTable(
      ['on', 'n', 'apart', 'what', 'found'],
      all.map(({ what: [what], found: [found], apart, ...each }) => ({ ...each, apart: apart ? 'yes' : 'no', ...opt({ what, found }) })),
    ),
});
