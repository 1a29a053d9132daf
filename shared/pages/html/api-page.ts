import type { Answers } from '../../model/answers.ts';
import { description } from '../api/api.ts';
import type { Operation } from '../api/openapi.ts';
import { limits } from '../web/rate-limit.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { markHan, type View } from '../words/page-view.ts';
import { pageRoute } from './page-frame.ts';
import { fact, section, small, smallPrint, table } from './parts.ts';

type Described = Awaited<ReturnType<typeof description>>;
/** Shapes are lists of fields; one that has a name is a link to where it stands. */
type Schema = Described['components']['schemas'][string];

const shapeId = (name: string): string => `shape-${name}`;

const withCode = (text: string, rest: (words: string) => HtmlPart = markHan): HtmlPart =>
  text.split('`').map((part, n) => (n % 2 === 1 ? html`<code>${part}</code>` : rest(part)));

const first = <T>(value: T | readonly T[] | undefined): T | undefined => (Array.isArray(value) ? value[0] : (value as T | undefined));
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

function kindOf(schema: Schema): HtmlPart {
  const { $ref, type, format, anyOf } = schema;
  const values = schema.enum;
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return html`<a href="${`#${shapeId(name)}`}">${name}</a>`;
  }
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

function fieldList(schema: Schema, depth = 0): HtmlPart {
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

type Parameter = Operation['parameters'][number];

const anchorOf = ({ operationId }: Pick<Operation, 'operationId'>): string => `get-${operationId.replaceAll('.', '-')}`;

const nameOf = ({ name, ...more }: Parameter, { say }: View): Html =>
  html`<code>${name}</code>${'required' in more && more.required === true && html` ${small(say('required'))}`}`;

const manyParameters = 6;

/** Of a POST, what stands in its body. */
function parametersIn({ parameters, ...operation }: Operation): Operation['parameters'] {
  if (!('requestBody' in operation)) return parameters;
  const { schema, example } = operation.requestBody.content['application/json'];
  return Object.entries(schema.properties ?? {}).map(([name, given]) => {
    const { description = '', ...rest } = given as Schema & { readonly description?: string };
    return { name, in: 'body', description, schema: rest, example: example[name], required: schema.required?.includes(name) };
  }) as unknown as Operation['parameters'];
}

function parametersBlock(operation: Operation, view: View): HtmlPart {
  const { say } = view;
  const parameters = parametersIn(operation);
  if (parameters.length === 0) return smallPrint(say('No parameters.'));
  const rows = table(parameters, [
    [say('Parameter'), (each) => nameOf(each, view), { row: true }],
    [say('Value'), ({ schema }) => kindOf(schema as Schema), { class: 'small' }],
    [say('Meaning'), ({ description }) => withCode(description), { lang: 'en' }],
    [say('Example'), ({ example }) => example !== undefined && html`<code>${String(example)}</code>`],
  ]);
  if (parameters.length <= manyParameters) return rows;
  return html`<details><summary>${say('{parameters} parameters', { parameters: parameters.length })}: ${parameters.map(({ name }) => name).join(', ')}</summary>${rows}</details>`;
}

const curlOf = (example: string, { origin, signedIn }: View): string =>
  `curl ${signedIn ? '-H "Authorization: Bearer $HONGTOU_TOKEN" ' : ''}'${origin}${example}'`;

function operationBlock(path: string, operation: Operation, view: View): Html {
  const { say } = view;
  const { summary, responses } = operation;
  const description = 'description' in operation ? operation.description : undefined;
  const example = operation['x-example'];
  const posted = 'requestBody' in operation;
  const media = Object.entries(responses[200].content) as readonly (readonly [string, { readonly schema: Schema }])[];
  const schema = media[0]?.[1].schema;
  const fields = schema && fieldList(schema);
  const shape = fields
    ? html`<details><summary>${say('Shape of the answer')}</summary>${fields}</details>`
    : schema && html`<p class="small">${say('Answer')}: ${kindOf(schema)}</p>`;
  return html`<section class="call" aria-labelledby="${anchorOf(operation)}"><h3 id="${anchorOf(operation)}"><code>${posted ? 'POST' : 'GET'} ${path}</code></h3>
<p>${withCode(say(`${summary}.`, `${operation['x-summary-zh']}。`), (words) => words)}${description !== undefined && html` <span lang="en">${withCode(description)}</span>`}</p>
${parametersBlock(operation, view)}
<p class="copy">${curlOf(example, view)}${posted && " --data-urlencode 'text@paragraph.txt'"}</p>
<p class="small">${!posted && html`<a href="${example}">${say('Open the answer')}</a> `}<span class="soft">${media.map(([type]) => type).join(', ')}</span></p>
${shape}</section>`;
}

function basics(view: View): Html {
  const { say, signedIn } = view;
  const { perSecond, burst } = limits;
  const refusal = say('a refusal is 429 with');
  const rows: readonly (readonly [string, HtmlPart])[] = [
    [
      say('Sign in'),
      signedIn
        ? html`<code>Authorization: Bearer …</code> ${say('with a token of')} <code>hongtou tokens create NAME</code>; ${say('the session of this page reads, too')}.`
        : html`${say('This instance answers on this machine alone and needs no token; a deployed one takes')} <code>Authorization: Bearer …</code>.`,
    ],
    [
      say('Lists'),
      html`<code>{ items, next? }</code>. ${say('Ask again with the same filters and')} <code>cursor=</code> ${say('the value of')} <code>next</code>.`,
    ],
    [
      say('Limits'),
      html`${say('{perSecond} requests a second, {burst} at once.', { perSecond, burst })} <code>RateLimit-Policy</code>, <code>RateLimit</code>;
${refusal} <code>Retry-After</code>.`,
    ],
    [say('Unchanged answers'), html`<code>ETag</code>, <code>If-None-Match</code>: 304.`],
    [
      say('Errors'),
      html`<code>application/problem+json</code> (RFC 9457): <code>status</code>, <code>detail</code>, <code>parameter</code>, <code>request</code>.`,
    ],
    [
      'MCP',
      html`<code>POST ${view.origin}/mcp</code> (streamable HTTP), ${say('or')} <code>hongtou mcp</code>. ${say('The same questions, for assistants.')}`,
    ],
    [
      say('Feeds'),
      html`<a href="/feeds/documents.atom">Atom</a> · <a href="/feeds/documents.rss">RSS</a> · <a href="/feeds/documents.json">JSON Feed</a> · <a
href="/calendar.ics">ICS</a>. ${say('They take the filters of')} <a href="#get-documents"><code>documents</code></a>.`,
    ],
  ];
  return html`<section aria-labelledby="ground"><h2 id="ground">${say('For every address')}</h2><dl class="facts rows">${rows.map(
    ([name, words]) => fact(name, words),
  )}</dl></section>`;
}

async function apiPage(view: View, answers: Answers) {
  const { say } = view;
  const { tags, paths, components } = await description(answers);
  const calls = Object.entries(paths).flatMap(([path, { get, post }]) => [get ?? post ?? []].flat().map((call) => ({ path, get: call })));
  const groups = tags.map((tag, n) => ({ ...tag, id: `tag-${n}`, calls: calls.filter(({ get }) => get.tags.includes(tag.name as never)) }));
  const sections = groups.map(
    ({ name, description, id, calls: endpoints }) =>
      html`<section class="sec" aria-labelledby="${id}"><h2 id="${id}">${name} <span class="n">${endpoints.length}</span></h2><p class="soft" lang="en">${withCode(description)}</p>
${endpoints.map(({ path, get }) => operationBlock(path, get, view))}</section>`,
  );
  const shapes = Object.entries(components.schemas).map(
    ([name, schema]) =>
      html`<details><summary><code>${name}</code></summary><div id="${shapeId(name)}">${fieldList(schema) || html`<p>${kindOf(schema)}</p>`}</div></details>`,
  );
  const contents = groups.map(
    ({ name, id, calls: endpoints }) =>
      html`<li><a href="${`#${id}`}"><b>${name}</b></a><ul>${endpoints.map(
        ({ path, get }) => html`<li><a href="${`#${anchorOf(get)}`}">${path.replace('/api/v1/', '')}</a></li>`,
      )}</ul></li>`,
  );
  const body = html`<div class="head"><h1>API</h1><p class="kick">${say('Everything the pages show, as data. Read only; days are days in Beijing.')}</p>
<p class="line small"><a href="/api/openapi.json">OpenAPI 3.1</a><a href="#shapes">${say('Shapes')}</a></p></div>
<div class="cols"><div>${basics(view)}${sections}
${section('shapes', say('Shapes'), shapes, shapes.length)}</div>
<aside class="side" aria-label="${say('Contents')}"><nav class="stay" aria-label="${say('On this page')}"><ul class="contents">${contents}</ul></nav></aside></div>`;
  return {
    title: say('API reference'),
    description: say('The addresses of the API, their parameters, examples that run, and the shapes of their answers.'),
    current: '/api',
    body,
  };
}

export const apiPageRoutes = [pageRoute('/api', apiPage)];
