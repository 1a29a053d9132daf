import * as z from 'zod';
import { claimCheck, verdicts } from '../model/claim.ts';
import { type TypeOf, text } from '../model/shape.ts';
import { orEmpty } from '../model/values.ts';
import { type Command, question, RequestProblem, type Terminal, way } from './question.ts';
import { things, tool } from './tool.ts';

export const mostPasted = { characters: 8000, sentences: 60 } as const;
const limits = `at most ${mostPasted.characters} characters and ${mostPasted.sentences} sentences at once`;

const briefVerdicts = [...verdicts, 'no claim found'] as const;

const sentenceShape = z.object({
  sentence: text('As pasted'),
  verdict: z.enum(briefVerdicts),
  why: text('Why, in a sentence'),
  act: z
    .object({ id: z.string(), title: z.string(), english: z.string().exactOptional(), url: z.string() })
    .describe('The act that it names, or the one named last')
    .exactOptional(),
  passages: z
    .array(claimCheck.shape.passages.element.extend({ english: text('In English, where its clause is known').exactOptional() }))
    .describe('The nearest first'),
  archived: text('Where the page as it was stored is had').exactOptional(),
  footnote: text('How to cite it').exactOptional(),
});

export type CheckedSentence = TypeOf<typeof sentenceShape>;

export const brief = question({
  path: 'brief',
  method: 'POST',
  tag: 'Register',
  words: ['A paragraph sentence by sentence: whether the acts that it names say so', '逐句核对一段文字：所提文件是否如此规定'],
  more: `Takes JSON, a form, or the text itself as text/plain: ${limits}. The act named last carries on. Nothing of it is stored or logged.`,
  example: ({ document }) => ({ text: '本办法自2027年1月15日起施行。', act: document }),
  takes: {
    text: z
      .string('the text to check')
      .trim()
      .min(2)
      .max(mostPasted.characters, limits)
      .describe('What is to be checked, in English or Chinese'),
    act: z.string().trim().min(1).max(500).exactOptional().describe('The act that it begins with, where it names none'),
  },
  gives: z
    .object({ sentences: sentenceShape.array() })
    .meta({ id: 'Brief', description: 'The sentences of a paragraph, each with what became of it' }),
  async answer({ text: pasted, act }, answers) {
    // What reads a claim is loaded where one is asked: a function that answers starts without it.
    const { checkSentences, sentencesOf } = await import('./brief-sentences.ts');
    const [characters, count] = [pasted.length, sentencesOf(pasted.slice(0, mostPasted.characters)).length];
    if (characters > mostPasted.characters || count > mostPasted.sentences)
      throw new RequestProblem(400, `text: ${limits}; this has ${characters} and ${count}: check it in parts`, { parameter: 'text' });
    return { sentences: await checkSentences(pasted, act, answers) };
  },
});

type Found = { readonly sentences: readonly CheckedSentence[] };

const colours = { says: 'green', 'does not say': 'red' } as const;

const print = ({ sentences }: Found, { paint, fitted }: Terminal): readonly string[] =>
  sentences.flatMap(({ sentence, verdict, why, passages: [first], footnote }) => [
    fitted(`${paint(colours[verdict as 'says'] ?? 'yellow', verdict)}  ${sentence}`, '', '  '),
    ...[why, first && `${orEmpty(first.article)} ${first.quote}`.trim(), first?.english, footnote].flatMap((line) =>
      line ? [fitted(line, '    ', '    ')] : [],
    ),
  ]);

export const command: Command = {
  words: [['[file]', 'a file with the text; - or none: standard input', 'text']],
  file: true,
  ways: [way({ of: brief, print })],
};

export const briefTool = tool({
  name: 'brief',
  takes: { text: z.string().trim().min(2).max(mostPasted.characters, limits), act: brief.takes.shape.act },
  gives: { sentences: things },
  async answer(given, answers) {
    const { sentences } = await brief.answer(given, answers);
    const short = sentences.map(({ passages, ...rest }) => ({ ...rest, passages: passages.slice(0, 1) }));
    return { sentences: short, notHeld: [] };
  },
});
