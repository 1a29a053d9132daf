import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { readOnly } from './parameters.ts';
import { json, type Route, type RouteRequest } from './route.ts';

/** One address of the API: its requests are checked by this value, and its description (openapi.ts) is made of it. */
type Description = {
  /** Below /api/v1. */
  readonly path: string;
  readonly says: string;
  /** What stands in the path, where it is no document. */
  readonly names?: string;
  readonly gives: z.ZodType;
  /** Of an answer that is not JSON. */
  readonly media?: string;
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
