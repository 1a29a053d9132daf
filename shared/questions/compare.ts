import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import {
  type ActChange,
  type ActComparison,
  type ChangedFact,
  type ComparedArticle,
  type ComparedDocument,
  comparison,
  countChanges,
  type StatedFact,
  type SubjectPair,
} from '../model/lineage.ts';
import { count } from '../model/shape.ts';
import { group, opt, orEmpty } from '../model/values.ts';
import { plainLine } from '../pages/words/escape.ts';
import { renderPlainTextName } from '../pages/words/text-name.ts';
import { allowedText } from '../stages/digest/rights.ts';
import { findDocument, requireDocument, sourcesOf } from './document.ts';
import { type Command, question, RequestProblem, type Terminal, way, words } from './question.ts';
import { brief, briefly, limitOf, refOf, thing, things, tool } from './tool.ts';

export const twoDocuments = {
  a: words(500, 'The earlier document: an id, number or address, with @n for a revision'),
  b: words(500, 'The later document, in the same ways'),
};

/** So much of a sentence may be quoted beside a fact of any text. */
const longestQuote = 60;

function withoutWords({ changes, facts, subjects, announced, ...sides }: ActComparison): ActComparison {
  const short = <T extends StatedFact | undefined>(fact: T): T => (fact ? { ...fact, quote: plainLine(fact.quote, longestQuote) } : fact);
  const places = (articles: readonly ComparedArticle[]) => articles.map(({ article }) => ({ article }));
  return {
    ...sides,
    changes: changes.map(({ before: _before, after: _after, ...rest }) => rest),
    facts: facts.map(({ article, before, after }) => ({ article, ...opt({ before: short(before), after: short(after) }) })),
    ...(subjects && {
      subjects: subjects.map(({ a, b, facts: all, ...subject }) => ({
        ...subject,
        a: places(a),
        b: places(b),
        facts: { a: all.a.map(short), b: all.b.map(short) },
      })),
    }),
    ...(announced && { announced: announced.filter(({ field }) => !field.startsWith('text') && field !== 'attachments') }),
  };
}

/** `leftOut`: how many changes did not fit into the answer. */
export type Compared = ActComparison & { readonly complete: boolean; readonly leftOut?: number };

/**
 * A comparison, with the words of both sides only where the rights of both allow them. Throws RequestProblem 400 or 404 that names the side
 * at fault.
 */
export async function requireComparison({ a, b }: { readonly a?: string; readonly b?: string }, answers: Answers): Promise<Compared> {
  for (const [parameter, given] of Object.entries({ a, b }))
    if (given === undefined) throw new RequestProblem(400, `${parameter}: name the document, by id, number or address`, { parameter });
  const found = await answers.compare(String(a), String(b));
  const sources = await sourcesOf(answers);
  const sides = [await requireDocument(found.a.id, answers), await requireDocument(found.b.id, answers)];
  const complete = sides.every((side) => allowedText(side, sources).complete);
  return { ...(complete ? found : withoutWords(found)), complete };
}

/** An answer of a function in the cloud has at most 6 MB. What differs is marked on the page, letter by letter in the worst case. */
export const mostCompared = { answer: 4_000_000, page: 1_000_000 } as const;
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A comparison that one answer can hold: of texts that are too long what changed, in order, as far as there is room. */
export function bounded(found: Compared, most: number): Compared {
  if (bytesOf(found) <= most) return found;
  const { subjects: _subjects, ...rest } = found;
  const short = { ...rest, facts: found.facts.slice(0, 1_000), ...(found.announced && { announced: found.announced.slice(0, 100) }) };
  const changes: ActComparison['changes'][number][] = [];
  let left = most;
  for (const change of found.changes) {
    const { before: _before, after: _after, ...place } = change;
    const kept = change.kind === 'same' ? place : change;
    left -= bytesOf(kept) + 1;
    if (left < 0) break;
    changes.push(kept);
  }
  return { ...short, changes, leftOut: found.changes.length - changes.length };
}

export const compare = question({
  path: 'compare',
  tag: 'Documents',
  example: ({ document, other }) => ({ a: document, b: other }),
  words: ['Two documents or revisions, article by article; without the words where rights do not allow them', '逐条比较两份文件或两个版本'],
  takes: twoDocuments,
  gives: comparison
    .extend({
      complete: z.boolean().describe('Whether rights allow the words'),
      leftOut: count('Of two texts too long for one answer: changes that are not in it').exactOptional(),
    })
    .meta({ id: 'Comparison', description: 'Two documents or revisions, article by article' }),
  answer: (between, answers) => requireComparison(between, answers),
  json: (found) => bounded(found, mostCompared.answer),
});

const named = (mark: string, { id, revision, day, ...text }: ComparedDocument): string =>
  `${mark} ${id}${revision === undefined ? '' : `@${revision}`}  ${orEmpty(day)}  ${renderPlainTextName(text)}`;

type Paint = Terminal['paint'];

const indent = (mark: '-' | '+', text: string | undefined, paint: Paint): string[] =>
  text === undefined ? [] : text.split('\n').map((line) => `  ${paint(mark === '-' ? 'red' : 'green', `${mark} ${line}`)}`);

function changeText({ kind, article, articleBefore, before, after }: ActChange, paint: Paint): string {
  const place = articleBefore === undefined ? article : `${articleBefore} → ${article}`;
  return [`${place}  ${kind}`, ...indent('-', before, paint), ...indent('+', after, paint)].join('\n');
}

const factWords = (fact: StatedFact | undefined): string =>
  fact ? `${fact.of === undefined ? '' : `${fact.of}: `}${fact.says}` : 'not stated';
const factText = ({ article, before, after }: ChangedFact): string => `${article}  ${factWords(before)} → ${factWords(after)}`;

const subjectText = ({ names, a, b, facts }: SubjectPair, paint: Paint): string => {
  const side = (mark: string, articles: SubjectPair['a'], stated: readonly StatedFact[]): string =>
    `  ${mark} ${articles.map(({ article }) => article).join('、') || 'nothing on this'}${stated.map((fact) => `\n      ${factWords(fact)}`).join('')}`;
  return [paint('bold', `${names.en} ${names.zh}`), side('1', a, facts.a), side('2', b, facts.b)].join('\n');
};

function print(
  { a, b, changes, facts, subjects }: ActComparison,
  { paint, rewrapped }: Terminal,
  shows: ReadonlySet<string>,
): readonly string[] {
  const sum = Object.entries(countChanges(changes)).map(([kind, count]) => `${count} ${kind}`);
  const differing = changes.filter(({ kind, articleBefore }) => shows.has('all') || kind !== 'same' || articleBefore !== undefined);
  const wording = [...differing.map((change) => changeText(change, paint)), ...(differing.length > 0 ? [''] : []), ...facts.map(factText)];
  const lines = subjects ? subjects.map((subject) => subjectText(subject, paint)) : wording;
  return [rewrapped(`${[named('-', a), named('+', b), '', ...lines, '', `articles: ${sum.join(', ')}`].join('\n')}\n`)];
}

export const command: Command = {
  words: [
    ['<a>', 'the earlier document: an id, an address or a number, with @n for a revision', 'a'],
    ['<b>', 'the later one', 'b'],
  ],
  shows: { all: 'name the articles that stayed the same, too' },
  ways: [
    way({
      of: compare,
      answer: async ({ a, b }, answers) => ({ ...(await answers.compare(String(a), String(b))), complete: true }),
      print,
    }),
  ],
};

const changeShape = (change: ActChange) => ({
  ...change,
  ...opt({ before: change.before && brief(change.before, 500), after: change.after && brief(change.after, 500) }),
});

export const compareTool = tool({
  name: 'compare',
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
    const some = differing.slice(offset, offset + limit).map(changeShape);
    const after = offset + some.length;
    return {
      ...rest,
      counts: countChanges(changes),
      facts: offset === 0 ? briefly(facts.slice(0, limit), 200) : [],
      subjects: offset === 0 ? briefly(subjects.slice(0, limit), 200) : [],
      ...opt('announced', announced && briefly(announced.slice(0, limit), 200)),
      changes: some,
      ...opt('next', after < differing.length ? after : undefined),
      notHeld: [],
    };
  },
});

async function sideOf(ref: string, answers: Answers) {
  const revision = group(/@\d{1,6}$/.exec(ref), 0);
  const { document, missing } = await findDocument(revision === '' ? ref : ref.slice(0, -revision.length), answers);
  return document === undefined ? missing : `${document.id}${revision}`;
}
