import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { claimCheck, verdicts } from '../model/claim.ts';
import type { ShownDocument } from '../model/document.ts';
import { type TypeOf, text } from '../model/shape.ts';
import { opt, orEmpty } from '../model/values.ts';
import { citationText } from '../pages/words/text-name.ts';
import { actIn, articleIn, hasClaim, likeness, type NamedAct, sentencesOf, wordsOfName } from '../stages/claim/briefing.ts';
import { storedFacts } from '../stages/claim/stored.ts';
import { tellDuty } from '../stages/english/clause/sentence.ts';
import { checkClaim } from './claim.ts';
import { findDocument } from './document.ts';
import { type Command, question, RequestProblem, type Terminal, way } from './question.ts';
import { things, tool } from './tool.ts';

export const mostPasted = { characters: 8000, sentences: 60 } as const;
const limits = `at most ${mostPasted.characters} characters and ${mostPasted.sentences} sentences at once`;

type Held = { readonly document?: ShownDocument; readonly several?: true; readonly why: string };

/** From here on a title has all words of a name. */
const leastAlike = 0.55;
const leastAhead = 0.12;
const mostCandidates = 6;

const daysOf = ({ dates }: ShownDocument): string =>
  Object.values(dates)
    .flatMap((date) => (date ? [date.value] : []))
    .join(' ');
const isOver: readonly string[] = ['repealed', 'superseded', 'expired'];

/** Of several the one that is of the year, the body and the stage that the name tells; else those in force before those that are over. */
function meant(name: string, all: readonly ShownDocument[]): readonly ShownDocument[] {
  const [year] = /\b(?:19|20)\d\d\b|(?:19|20)\d\d(?=年)/.exec(name) ?? [];
  const tells: readonly ((document: ShownDocument) => boolean)[] = [
    (document) => year === undefined || daysOf(document).includes(`${year}-`) || document.title.includes(year),
    ({ issuers }) => issuers.some(({ english }) => english !== undefined && name.includes(english)),
    ({ status }) => (status === 'draft') === /draft|征求意见|草案/i.test(name),
    ({ status }) => !isOver.includes(status),
  ];
  return tells.reduce((left, fits) => (left.length > 1 && left.some(fits) ? left.filter(fits) : left), all);
}

/** The act that a name stands for: where two fit, none. */
async function heldAs(name: string, answers: Answers): Promise<Held> {
  const { document } = await findDocument(name, answers);
  if (document) return { document, why: '' };
  const ranked = (await answers.register.sharing(wordsOfName(name)))
    .map((each) => ({ ...each, alike: likeness(name, each) }))
    .toSorted((a, b) => b.alike - a.alike);
  const near = ranked.filter(({ alike }) => alike >= leastAlike && alike > (ranked[0]?.alike ?? 0) - leastAhead);
  if (near.length === 0) return { why: `No held document is surely "${name}".` };
  const documents = near.length > mostCandidates ? [] : await Promise.all(near.map(({ id }) => answers.document(id)));
  const [only, ...others] = meant(
    name,
    documents.filter((each) => each !== undefined),
  );
  if (only && others.length === 0) return { document: only, why: '' };
  const titles = (only ? [only, ...others] : near).slice(0, 2).map(({ title }) => title);
  return { several: true, why: `"${name}" may be ${titles.join(' or ')}: name one.` };
}

/** Each sentence with the act that it names, or else the one named last. */
async function spokenOf(pasted: string, first: string | undefined, answers: Answers) {
  const known = new Map<string, Promise<Held>>();
  const hold = (name: string): Promise<Held> => {
    const held = known.get(name) ?? heldAs(name, answers);
    known.set(name, held);
    return held;
  };
  let last: Held = first === undefined ? { why: 'No act is named yet: name one, or give it as `act`.' } : await hold(first);
  const told: { readonly sentence: string; readonly says: string; readonly held: Held }[] = [];
  for (const sentence of sentencesOf(pasted)) {
    const named: NamedAct | undefined = actIn(sentence);
    // "The labelling measures" are those spoken of, where they may be.
    const same = named && last.document && likeness(named.name, titled(last.document)) >= leastAlike && !named.sure;
    const held = named && (same ? last : await hold(named.name));
    // "Testing rules" need not be an act: only what is written as a title is looked for in vain.
    const taken = held && (held.document || held.several || named.sure) ? named : undefined;
    if (held && taken) last = held;
    told.push({ sentence, says: taken?.rest ?? sentence, held: last });
  }
  return told;
}

const titled = ({ title, english }: ShownDocument) => ({ title, english: english.title });

type Spoken = Awaited<ReturnType<typeof spokenOf>>[number];

async function checked({ sentence, says, held: { document, several, why } }: Spoken, answers: Answers) {
  if (!hasClaim(says) && !(document && storedFacts(says, document)))
    return { sentence, verdict: 'no claim found' as const, why: 'Nothing in it can be checked against an act.', passages: [] };
  if (!document) return { sentence, verdict: several ? ('unclear' as const) : ('text not held' as const), why, passages: [] };
  const { article, says: claimed } = articleIn(says);
  const {
    verdict,
    why: reason,
    passages,
  } = await checkClaim(document, { says: claimed.slice(0, 1000), ...opt('article', article) }, answers);
  const { id, title, english, url } = document;
  const named = { id, title, ...(english.title !== title && { english: english.title }), url };
  const told = passages.map((each) => ({ ...each, ...opt('english', tellDuty(each.quote, document.status === 'draft')) }));
  return {
    ...{ sentence, verdict, why: reason, act: named, passages: told },
    ...{ archived: `/api/v1/documents/${id}/pack`, footnote: citationText(document, told[0]?.article) },
  };
}

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
    const [characters, count] = [pasted.length, sentencesOf(pasted.slice(0, mostPasted.characters)).length];
    if (characters > mostPasted.characters || count > mostPasted.sentences)
      throw new RequestProblem(400, `text: ${limits}; this has ${characters} and ${count}: check it in parts`, { parameter: 'text' });
    const sentences: CheckedSentence[] = [];
    for (const spoken of await spokenOf(pasted, act, answers)) sentences.push(await checked(spoken, answers));
    return { sentences };
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
