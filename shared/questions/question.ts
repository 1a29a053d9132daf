import * as z from 'zod';
import type { Answers } from '../model/answers.ts';
import { didYouMean } from '../model/values.ts';
import type { Named } from '../pages/words/text-name.ts';
import { toPrintableJson } from '../stages/text/printable.ts';

/**
 * What a question is, what it may take, and the terminal it may be printed on. Each question stands once in the file of its subject; its
 * faces are made of it.
 */

export const tags = {
  Documents: 'What was collected: lists with filters, one document and its parts, how two compare.',
  Register: 'Questions across documents: who cites what, what is missing, figures, windows.',
  Calendar: 'Days that matter: ends of comment periods, days of effect, last days.',
  Landmarks: 'What the backgrounder names, and what the store has of it.',
  Digests: 'The weeks.',
  Following: 'Changes as they come.',
  Store: 'What is watched and how much is held.',
} as const;

/** Names of things that the store holds, so that the examples of the description run: ids of two documents, a number, a week, a source. */
export type Examples = { readonly [Name in 'document' | 'other' | 'number' | 'week' | 'source']: string };

/** What a file or plain text has to know of the request; nothing where another face asks. */
export type Request = { readonly origin?: string; readonly path: string; readonly search: URLSearchParams; readonly accept: string };
const noRequest: Request = { path: '', search: new URLSearchParams(), accept: '' };

type Described = {
  readonly path: string;
  /** What is asked stands in the body: too long, or nobody's business, for an address. */
  readonly method?: 'POST';
  readonly tag: keyof typeof tags;
  readonly words: readonly [english: string, chinese: string];
  readonly more?: string;
  readonly example?: (examples: Examples) => Readonly<Record<string, string>>;
  readonly gives: z.ZodType;
  readonly media?: string;
  readonly also?: readonly string[];
};

type Parameters<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

export type Question<S extends z.ZodRawShape = z.ZodRawShape, F = unknown, J = unknown> = Described & {
  readonly takes: z.ZodObject<S>;
  answer(given: Parameters<S>, answers: Answers, request?: Request): Promise<F>;
  json(found: F, given: Parameters<S>): J | Response;
  csv?(found: F): string;
};

type Declared<S extends z.ZodRawShape, F, J> = Described & {
  readonly takes?: S;
  readonly answer: (given: Parameters<S>, answers: Answers, request: Request) => F | Promise<F>;
  /** The answer itself without it. */
  readonly json?: (found: F, given: Parameters<S>) => J | Response;
  readonly csv?: (found: F) => string;
};

export function question<S extends z.ZodRawShape, F, J = F>(of: Declared<S, F, J>): Question<S, F, J> {
  const { takes = {} as S, answer, json = (found) => found as unknown as J, ...described } = of;
  return {
    ...described,
    takes: z.object(takes),
    json,
    answer: async (given, answers, request = noRequest) => answer(given, answers, request),
  };
}

export const textual = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } });

/** A request that cannot be answered as asked: becomes problem+json (RFC 9457) for programs and a page for people. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly status: 400 | 401 | 403 | 404 | 405 | 413 | 429 | 503;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: RequestProblem['status'], detail: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    this.status = status;
    this.extra = extra;
  }
}

export const notFoundProblem = (what: string): RequestProblem => new RequestProblem(404, what);

// Kinds of parameters. Each value of zod both reads a parameter and describes it, so the two cannot differ.

const withoutNulls = (value: string): string => value.toWellFormed().replaceAll('\u0000', '');

const described = (says: string, example: string | undefined) => ({
  description: says,
  ...(example !== undefined && { examples: [example] }),
});

export const inPath = (says = 'Id, address or any spelling of a number') =>
  z.string().meta({ description: says, minLength: 1, maxLength: 500 });

/** Words of a person. */
export const words = (longest: number, says: string, example?: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest, `at most ${longest} characters`)
    .overwrite(withoutNulls)
    .meta(described(says, example))
    .exactOptional();

export const choice = <const T extends string>(values: readonly T[], says = 'One of these') =>
  z
    .enum(values, { error: ({ input }) => `not a known value.${didYouMean(String(input), values)} Known are ${values.join(', ')}` })
    .meta(described(says, values[0]))
    .exactOptional();

export const whole = (from: number, to: number, error: string, { says, example }: { readonly says: string; readonly example: number }) =>
  z
    .string()
    .regex(/^\d{1,4}$/, error)
    .transform(Number)
    .pipe(
      z
        .int({ error })
        .min(from, { error })
        .max(to, { error })
        .meta(described(says, String(example))),
    )
    .exactOptional();

/** The single values of the query; a parameter given twice, or one that is not allowed here, is refused. */
export function parameters(search: URLSearchParams, allowed?: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) {
    const parameter = name.slice(0, 40);
    if (found.has(name)) throw new RequestProblem(400, `${parameter}: given more than once`, { parameter });
    if (allowed?.includes(name) === false) throw new RequestProblem(400, `${parameter}: no such parameter here`, { parameter, allowed });
    found.set(name, value);
  }
  return found;
}

/**
 * Reads parameters by their schema; others are ignored. Throws RequestProblem 400 that names the one at fault and, for closed ones, what is
 * allowed.
 */
export function readParameters<S extends z.ZodRawShape>(given: ReadonlyMap<string, string>, schema: z.ZodObject<S>) {
  // A field of a form that was left empty is not given; `limit` is in no form.
  const filled = [...given].filter(([name, value]) => name === 'limit' || value.trim() !== '');
  const read = schema.safeParse(Object.fromEntries(filled));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const parameter = String(issue?.path[0]);
  const allowed = issue?.code === 'invalid_value' && { allowed: issue.values };
  throw new RequestProblem(400, `${parameter}: ${issue?.message}`, { parameter, ...allowed });
}

export const readOnly = <S extends z.ZodRawShape>({ search }: { readonly search: URLSearchParams }, schema: z.ZodObject<S>) =>
  readParameters(parameters(search, Object.keys(schema.shape)), schema);

type Given = Readonly<Record<string, string | number | boolean | undefined>>;

/** What programs get of a question that another face asks in the words of its caller: checked as the API checks them. */
export async function ask<S extends z.ZodRawShape, F, J>(of: Question<S, F, J>, given: Given, answers: Answers): Promise<J> {
  const filled = Object.entries(given).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));
  const asked = readParameters(new Map(filled), of.takes);
  return JSON.parse(toPrintableJson(of.json(await of.answer(asked, answers), asked)));
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

export type Column<Row> = {
  readonly head: string;
  readonly cell: (row: Row) => string | number | undefined;
  readonly align?: 'right';
  readonly yields?: number;
  readonly least?: number | 'none';
  /** Words go on in a further line; else what has no room ends with an ellipsis. */
  readonly wraps?: true;
  readonly style?: (row: Row) => Style | undefined;
};

/** What a question is printed on (functions/cli): lines are as wide as it is. `under`: lines under a row. */
export type Terminal = {
  readonly today: string;
  paint(style: Style, text: string): string;
  mark(text: string): string;
  titles(named: Named): readonly string[];
  fitted(text: string, first?: string, rest?: string): string;
  rewrapped(text: string): string;
  indented(lines: readonly string[]): readonly string[];
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], under?: (row: Row) => readonly string[]): string;
};

/** `1 source`, `1,204 sources`. */
export const countOf = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

type Way<S extends z.ZodRawShape, F, J> = {
  readonly of: Question<S, F, J>;
  /** The words that choose it, where the command has several; the first way needs none. */
  readonly flag?: readonly [name: string, says: string];
  /** Fewer values of a parameter than programs may give. */
  readonly choices?: Readonly<Record<string, readonly string[]>>;
  /** Flags of parameters that are called otherwise. */
  readonly flags?: Readonly<Record<string, string>>;
  /** How many it gives where nobody says, and at most. */
  readonly limit?: readonly [usual: number, most: number];
  /** Where a person asks for more than programs do at once. */
  readonly answer?: (given: Parameters<S>, answers: Answers) => Promise<F>;
  /** `shows`: flags of the command that are on. */
  readonly print: (found: F, terminal: Terminal, shows: ReadonlySet<string>) => readonly string[];
};
export type AnyWay = Way<z.ZodRawShape, unknown, unknown>;
/** Each way is checked against its own question; what is read of a command line has the types of that question. */
export const way = <S extends z.ZodRawShape, F, J>(one: Way<S, F, J>): AnyWay => one as unknown as AnyWay;

export type Command = {
  readonly words?: readonly (readonly [typed: string, says: string, parameter: string])[];
  /** The word names a file, whose text is meant. */
  readonly file?: true;
  readonly after?: string;
  /** Words may begin with a minus. */
  readonly excludes?: true;
  readonly shows?: Readonly<Record<string, string>>;
  readonly ways: readonly AnyWay[];
  readonly pick?: (word: string) => AnyWay;
  /** What that word may be. */
  readonly ids?: readonly string[];
};
