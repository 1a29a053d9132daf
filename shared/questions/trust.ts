import * as z from 'zod';
import { count, text } from '../model/shape.ts';
import { corrections } from '../registry/known.ts';
import measured from './measured.json' with { type: 'json' };
import { question } from './question.ts';
import { readUnseen, unseenShape } from './tool.ts';

const inBoth = z.string().array().describe('English, Chinese');
const measure = z
  .object({
    on: text('Day of the measuring'),
    apart: z.boolean().describe('Whether what was measured was set apart from whoever wrote rules or chose words'),
    n: count('How many were looked at'),
    what: inBoth,
    found: inBoth,
  })
  .meta({ id: 'Measured', description: 'How well something is read' });

/** What was measured stands in a file of the program, the rest is counted in the store. */
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
    openDoubts: count('What held documents say otherwise, and nobody has decided'),
  }),
  answer: async (_, answers) => ({
    measured,
    documents: (await answers.documents({ limit: 1, today: answers.today() })).total,
    unseen: await readUnseen(answers),
    missingTexts: (await answers.register.missingTexts({ limit: 1 })).total,
    corrections: (await corrections()).length,
    openDoubts: (await answers.doubts()).filter(({ settled }) => settled === undefined).length,
  }),
});
