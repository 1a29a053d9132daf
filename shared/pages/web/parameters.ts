import * as z from 'zod';
import { RequestProblem } from './problem.ts';

/** Kinds of parameters. Each value of zod both reads a parameter and describes it (openapi.ts), so the two cannot differ. */

const withoutNulls = (value: string): string => value.toWellFormed().replaceAll('\u0000', '');

const told = (says: string, example: string | undefined) => ({ description: says, ...(example !== undefined && { examples: [example] }) });

/** Words of a person. */
export const words = (longest: number, says: string, example?: string) =>
  z.string().trim().min(1).max(longest, `at most ${longest} characters`).overwrite(withoutNulls).meta(told(says, example)).exactOptional();

/** One of a closed list of values. */
export const choice = <const T extends string>(values: readonly T[], says = 'One of these') =>
  z.enum(values, { error: 'not a known value' }).meta(told(says, values[0])).exactOptional();

/** A whole number of at most four digits. */
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
        .meta(told(says, String(example))),
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

/** Reads parameters by their schema; others are ignored. Throws RequestProblem 400 that names the one at fault and, for closed ones, what is allowed. */
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

/** Reads the parameters of a request; throws RequestProblem 400 for others than the schema's as well. */
export const readOnly = <S extends z.ZodRawShape>({ search }: { readonly search: URLSearchParams }, schema: z.ZodObject<S>) =>
  readParameters(parameters(search, Object.keys(schema.shape)), schema);
