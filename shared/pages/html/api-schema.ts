import type { describeApi } from '../api/openapi.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';

/** Shapes of the OpenAPI description as lists of fields; a shape that has a name is a link to where it stands. */

type Described = ReturnType<typeof describeApi>;
export type Schema = Described['components']['schemas'][string];

export const shapeId = (name: string): string => `shape-${name}`;

export const withCode = (text: string): HtmlPart => text.split('`').map((part, n) => (n % 2 === 1 ? html`<code>${part}</code>` : part));

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

const first = <T>(value: T | readonly T[] | undefined): T | undefined => (Array.isArray(value) ? value[0] : (value as T | undefined));
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

export function kindOf(schema: Schema): HtmlPart {
  const { $ref, type, format, anyOf } = schema;
  const values = schema.enum;
  if ($ref !== undefined) return html`<a href="${`#${shapeId(nameOf($ref))}`}">${nameOf($ref)}</a>`;
  if (values)
    return joinParts(
      values.map((each) => html`<code>${String(each)}</code>`),
      ' ',
    );
  const items = first(schema.items);
  if (type === 'array') return html`list of ${isSchema(items) ? kindOf(items) : 'values'}`;
  if (anyOf) return joinParts(anyOf.filter(isSchema).map(kindOf), ' or ');
  return [type, format].filter((each) => each !== undefined).join(', ') || 'any value';
}

const fieldsOf = (schema: Schema): Schema => {
  const items = first(schema.items);
  return isSchema(items) ? items : schema;
};

const deepest = 4;

export function fieldList(schema: Schema, depth = 0): HtmlPart {
  const { properties = {}, required = [] } = fieldsOf(schema);
  const rows = Object.entries(properties).flatMap(([name, field]) =>
    isSchema(field) ? [fieldRow(name, field, required.includes(name), depth)] : [],
  );
  return rows.length > 0 && html`<ul class="fields" lang="en">${rows}</ul>`;
}

function fieldRow(name: string, field: Schema, must: boolean, depth: number): Html {
  const within = depth < deepest && field.$ref === undefined && fieldList(field, depth + 1);
  return html`<li><code>${name}</code>${!must && '?'} <span class="soft">${kindOf(field)}</span>${
    field.description !== undefined && html` ${withCode(field.description)}`
  }${within}</li>`;
}
