import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { isDay } from '../model/time.ts';
import { opt, orEmpty } from '../model/values.ts';
import { toPrintable } from '../stages/text/printable.ts';
import texts from './tools.json' with { type: 'json' };

/** What a tool of an assistant is, which may bundle several questions; what tools take and give, in which names, and how short. */

export type Tool = {
  readonly name: string;
  readonly title: string;
  /** For the assistant: what comes back, and what "not held" means here. */
  readonly says: string;
  /** It changes something: what a reader chose. */
  readonly changes?: true;
  readonly takes: z.ZodObject;
  readonly gives: z.ZodObject;
  readonly answer: (given: never, answers: Answers) => Promise<object>;
};

/** What every answer has: the day in Beijing, and in words what of the question the store does not hold. */
const always = {
  today: z.string().describe('Today in Beijing'),
  notHeld: z.string().array().describe('What of the question is not held, in words; empty when nothing is known to be missing'),
  readings: z
    .looseObject({ id: z.string(), revision: z.int(), at: z.string(), archived: z.string() })
    .array()
    .exactOptional()
    .describe('Of documents told of: the revision that was read, when, and the address of its archived words'),
};

type Shape<S extends z.ZodRawShape, G extends z.ZodRawShape> = Pick<Tool, 'changes'> & {
  /** What it is told of stands in tools.json. */
  readonly name: keyof typeof texts;
  readonly takes: S;
  readonly gives: G;
  readonly answer: (given: z.output<z.ZodObject<S>>, answers: Answers, bytes: number) => Promise<object>;
};

/** Bytes of one answer as JSON: what an assistant reads beside much else, and what it may ask for. */
const usualBytes = 8000;
const mostBytes = 22_000;
const bytes = z
  .int()
  .min(4000)
  .max(mostBytes)
  .default(usualBytes)
  .describe(`How long the answer may be (${usualBytes} bytes when not given)`);

/** A tool; an argument that is not in `takes` is refused. Fields may be added to what it gives. */
export function tool<S extends z.ZodRawShape, G extends z.ZodRawShape>({ takes, gives, answer, ...named }: Shape<S, G>): Tool {
  const { title, says } = texts[named.name];
  return {
    ...named,
    title,
    says: says.join(' '),
    takes: z.strictObject({ ...takes, bytes }),
    gives: z.looseObject({ ...always, ...gives }),
    answer: ({ bytes: most = usualBytes, ...given }: Asked, answers) =>
      within(given, most - bytesOfDay, async (asked) => withReadings(await answer(asked as never, answers, most), answers)),
  };
}

export const toolDay = z.string().refine(isDay, 'a day as 2026-11-25').exactOptional();
export const none = (count: number | undefined, what: string): readonly string[] =>
  count === 0 ? [`No held document states ${what}.`] : [];

export function withoutIds(item: object): object {
  const {
    entityIds: _entities,
    sourceIds: _sources,
    coverage: _coverage,
    subThemes: _finer,
    ...rest
  } = item as Readonly<Record<string, unknown>>;
  return rest;
}

export const thing = z.looseObject({});
export const things = thing.array();

export const limitOf = (most: number, usual: number) =>
  z.int().min(1).max(most).default(usual).describe(`At most so many (${usual} when not given)`);
export const toolCursor = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .exactOptional()
  .describe('`next` of the answer before, with the same arguments');
export const next = z.string().exactOptional().describe('Cursor of the next page; absent on the last one');
export const refOf = (what: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe(`${what}: an id, an official address, any spelling of a document number, or a title in Chinese or English`);
export const said = (longest: number, says: string) => z.string().trim().min(1).max(longest).exactOptional().describe(says);

const plainText = (text: string): string => toPrintable(text).toWellFormed();

/** A value as JSON would carry it, every text in it without what steers a screen and without what only a machine would read. */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [plainText(name), toPlain(field)]));
}

const bytesOf = (value: unknown): number => Buffer.byteLength(orEmpty(JSON.stringify(toPlain(value))));

export const brief = (text: string, most: number): string => {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
};

/** Addresses, ids and cursors are good for nothing when they are cut. */
const isName = (text: string): boolean => /^[\x21-\x7e]{1,2000}$/.test(text);

export function briefly(value: unknown, most: number): unknown {
  if (typeof value === 'string') return isName(value) ? value : brief(value, most);
  return mapped(value, (each) => briefly(each, most));
}

function mapped(value: unknown, change: (each: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, change(field)]));
}

/** A value whose texts have at most so many bytes, a Han character three: an English sentence is worth its Chinese one. */
function shortened(value: unknown, bytes: number): unknown {
  if (typeof value === 'string') {
    const spare = Buffer.byteLength(value) - bytes;
    return spare <= 0 ? value : briefly(value, Math.max(10, Math.floor((value.length * bytes) / (bytes + spare))));
  }
  return mapped(value, (each) => shortened(each, bytes));
}

/** Lists of so many items, at whatever depth. */
export const inShort = (value: unknown, most: number): unknown =>
  Array.isArray(value) ? value.slice(0, most).map((each) => inShort(each, most)) : mapped(value, (each) => inShort(each, most));

/** What a reader of many can still use, and what one long document comes down to. */
const longest = { ofMany: [1200, 600, 300, 180], ofOne: [120, 90] } as const;

/** Its texts, and in the end its lists, shortened until it has at most so many bytes. */
export function fitted(found: object, most = mostBytes): object {
  let shorter = found;
  for (const bytes of [...longest.ofMany, ...longest.ofOne]) if (bytesOf(shorter) > most) shorter = shortened(found, bytes) as object;
  for (const items of [12, 6, 3, 1]) if (bytesOf(shorter) > most) shorter = inShort(shorter, items) as object;
  return shorter;
}

type Asked = { readonly bytes?: number; readonly limit?: number };

/** Asks for fewer items where the answer would be too long: its cursor goes on behind what was given. */
async function within(asked: Asked, most: number, ask: (asked: Asked) => Promise<object>): Promise<object> {
  const { limit = 1 } = asked;
  const found = await ask(asked);
  if (limit <= 1) return fitted(found, most);
  let [shorter, size] = [found, bytesOf(found)];
  for (const bytes of longest.ofMany) {
    if (size <= most) return shorter;
    shorter = shortened(found, bytes) as object;
    size = bytesOf(shorter);
  }
  if (size <= most) return shorter;
  return within({ ...asked, limit: Math.max(1, Math.min(limit - 1, Math.floor((limit * most * 0.9) / size))) }, most, ask);
}
/** `today` stands in every answer. */
const bytesOfDay = 30;

const mostReadings = 12;

/** The ids of documents that it tells of. */
function* idsIn(value: unknown, name = ''): Generator<string> {
  if (typeof value === 'string' && /^(?:id|ids|documentId)$/.test(name)) yield value;
  if (Array.isArray(value)) for (const each of value) yield* idsIn(each, name);
  else if (value !== null && typeof value === 'object') for (const [field, each] of Object.entries(value)) yield* idsIn(each, field);
}

/** With the revision of each document that it tells of, when that was read, and where its words lie as they were stored. */
async function withReadings(found: object, answers: Pick<Answers, 'revisions'>): Promise<object> {
  const readings = [...new Set(idsIn(found))].slice(0, mostReadings).map(async (id) => {
    const last = (await answers.revisions(id)).at(-1);
    return last ? [{ id, revision: last.n, at: last.at, archived: `/documents/${id}/v/${last.n}` }] : [];
  });
  const told = (await Promise.all(readings)).flat();
  return told.length > 0 ? { ...found, readings: told } : found;
}

const mostNamed = 4;

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
