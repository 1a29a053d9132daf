import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';

/** One question that an assistant may ask: what it takes, what comes back. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  /** For the assistant: what comes back, and what "not held" means here. */
  readonly says: string;
  readonly takes: z.ZodObject;
  readonly gives: z.ZodObject;
  readonly answer: (given: never, answers: Answers) => Promise<object>;
};

/** What every answer has: the day in Beijing, and in words what of the question the store does not hold. */
const always = {
  today: z.string().describe('Today in Beijing'),
  notHeld: z.string().array().describe('What of the question is not held, in words; empty when nothing is known to be missing'),
};

type Shape<S extends z.ZodRawShape, G extends z.ZodRawShape> = Pick<Tool, 'name' | 'title' | 'says'> & {
  readonly takes: S;
  readonly gives: G;
  readonly answer: (given: z.output<z.ZodObject<S>>, answers: Answers) => Promise<object>;
};

/** A tool; an argument that is not in `takes` is refused. Fields may be added to what it gives. */
export function tool<S extends z.ZodRawShape, G extends z.ZodRawShape>({ takes, gives, answer, ...named }: Shape<S, G>): Tool {
  return { ...named, takes: z.strictObject(takes), gives: z.looseObject({ ...always, ...gives }), answer };
}

/** Whatever the API's shape of a thing is. */
export const thing = z.looseObject({});
export const things = thing.array();

export const limitOf = (most: number, usual: number) =>
  z.int().min(1).max(most).default(usual).describe(`At most so many (${usual} when not given)`);
export const cursor = z.string().trim().min(1).max(1000).exactOptional().describe('`next` of the answer before, with the same arguments');
export const next = z.string().exactOptional().describe('Cursor of the next page; absent on the last one');
export const refOf = (what: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(500)
    .describe(`${what}: an id, an official address, any spelling of a document number, or a title in Chinese or English`);
export const said = (longest: number, says: string) => z.string().trim().min(1).max(longest).exactOptional().describe(says);
