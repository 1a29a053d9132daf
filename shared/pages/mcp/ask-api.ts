import type * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { endpoints } from '../api/api.ts';
import type { Endpoint } from '../web/endpoint.ts';

/** Questions that the API answers, too: asked of the same endpoint, so that both faces say the same. */

const byPath = new Map<string, Endpoint>(endpoints.map((each) => [each.describes.path, each]));

type Given = Readonly<Record<string, string | number | boolean | undefined>>;

/** What stands in the path of an endpoint, and its parameters; those that are undefined are not given. */
export type Asked = { readonly path: string; readonly id?: string; readonly given?: Given };

/** The answer of an endpoint of the API, read by a shape. Throws RequestProblem as the endpoint does. */
export async function askApi<S extends z.ZodType>({ path, id = '', given = {} }: Asked, answers: Answers, shape: S): Promise<z.output<S>> {
  const endpoint = byPath.get(path);
  if (!endpoint) throw new Error(`no endpoint ${path}`);
  const filled = Object.entries(given).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(filled);
  const origin = 'http://localhost';
  const address = `${origin}/api/v1/${path}`;
  const request = { path: endpoint.path, origin, address, given: new Map(filled), search, accept: 'application/json' };
  const form = async () => new Map<string, string>();
  const answer = await endpoint.answer({ ...request, name: () => id, who: undefined, cookie: undefined, form }, answers);
  return shape.parse(await answer.json());
}
