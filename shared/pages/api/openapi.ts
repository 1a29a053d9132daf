import * as z from 'zod';
import type { Endpoint } from '../web/endpoint.ts';
import { problem } from './shapes.ts';

/** The API described for programs (OpenAPI 3.1), from what each endpoint takes and gives. */

type Schema = z.core.JSONSchema.BaseSchema;

const refusals = {
  400: 'A parameter cannot be read; `parameter` names it, `allowed` says what it may be',
  401: 'No token or session, or one that has expired (deployed instances)',
  403: 'Asked under a foreign Host or from another site',
  404: 'Not found',
  429: 'More than 20 requests a second; `Retry-After` says when to come again',
} as const;

/** `documents/:id` as OpenAPI writes it. */
const pathOf = ({ path }: Endpoint): string => path.replace(/:(\w+)/g, '{$1}');

function parametersOf({ path, describes: { takes, names = 'Id, address or any spelling of a number' } }: Endpoint) {
  const { properties = {}, required = [] } = z.toJSONSchema(takes);
  const inQuery = Object.entries(properties).map(([name, given]) => {
    const { description, ...schema } = given as Schema;
    return { name, in: 'query', ...(required.includes(name) && { required: true }), schema, ...(description && { description }) };
  });
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 500 },
    description: names,
  }));
  return [...inPath, ...inQuery];
}

const answer = (description: string, type: string, schema: unknown) => ({ description, content: { [type]: { schema } } });

/** The whole description; shapes that have a name stand once, under components. */
export function describeApi(endpoints: readonly Endpoint[]) {
  const answers = z.object({ ...Object.fromEntries(endpoints.map((each) => [each.path, each.describes.gives])), problem });
  const shapes = JSON.stringify(z.toJSONSchema(answers, { io: 'input' })).replaceAll('#/$defs/', '#/components/schemas/');
  const { properties, $defs: schemas }: { properties: Record<string, Schema>; $defs: Record<string, Schema> } = JSON.parse(shapes);
  const refused = Object.entries(refusals).map(([status, says]) => [
    status,
    answer(says, 'application/problem+json', properties['problem']),
  ]);
  const get = (each: Endpoint) => ({
    summary: each.describes.says,
    parameters: parametersOf(each),
    responses: {
      200: answer(each.describes.says, each.describes.media ?? 'application/json', properties[each.path]),
      304: { description: 'Not changed since the ETag in If-None-Match' },
      ...Object.fromEntries(refused),
    },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hongtou',
      version: '1.0.0',
      description: 'Chinese AI policy: documents recognised once, with evidence. Days are days in Beijing.',
    },
    security: [{ bearer: [] }, { session: [] }],
    paths: Object.fromEntries(endpoints.map((each) => [pathOf(each), { get: get(each) }])),
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token of `hongtou tokens create`; every scope reads' },
        session: { type: 'apiKey', in: 'cookie', name: 'hongtou', description: 'A session that /signin opened, not the token itself' },
      },
    },
  };
}
