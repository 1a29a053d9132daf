import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { readOnly } from './parameters.ts';
import { json, type Route, type RouteRequest } from './route.ts';

/** What the addresses of the API are about, in the order of its description. */
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
export type Held = { readonly [Name in 'document' | 'other' | 'number' | 'week' | 'source']: string };

/** One address of the API: its requests are checked by this value, and its description (openapi.ts) is made of it. */
type Description = {
  /** Below /api/v1. */
  readonly path: string;
  readonly tag: keyof typeof tags;
  readonly says: string;
  /** What a caller should know beyond that. */
  readonly more?: string;
  /** What stands in the path, where it is no document. */
  readonly names?: string;
  /** The parameters of a request that runs; without it the path alone, of the first document. */
  readonly example?: (held: Held) => Readonly<Record<string, string>>;
  readonly gives: z.ZodType;
  /** Of an answer that is not JSON. */
  readonly media?: string;
  /** Answers in other forms than JSON, by their types. */
  readonly also?: readonly string[];
};
export type Endpoint = Route & { readonly describes: Description & { readonly takes: z.ZodObject } };

type Answer<S extends z.ZodRawShape> = (given: z.output<z.ZodObject<S>>, answers: Answers, asked: RouteRequest) => object | Promise<object>;

/** A route of the API. What `answer` gives is sent as JSON unless it is a response; a parameter that is not in `takes` is refused. */
export function endpoint<S extends z.ZodRawShape>(of: Description & { readonly takes?: S; readonly answer: Answer<S> }): Endpoint {
  const { answer, takes: shape = {} as S, ...description } = of;
  const takes = z.object(shape);
  return {
    method: 'GET',
    path: `/api/v1/${of.path}`,
    describes: { ...description, takes },
    async answer(asked, answers) {
      const found = await answer(readOnly(asked, takes), answers, asked);
      return found instanceof Response ? found : json(found);
    },
  };
}
