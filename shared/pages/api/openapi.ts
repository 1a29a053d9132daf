import { relations, themeIds } from '../../model/vocabulary.ts';
import { citationFormats } from '../../stages/digest/citation-formats.ts';
import { calendarKinds } from '../feeds/calendar.ts';
import { closedFilters } from '../web/filters.ts';
import { day, list, object, ref, schemas } from './openapi-shapes.ts';

/** The API described for programs (OpenAPI 3.1). */

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const inQuery = (name: string, schema: object, description?: string) => ({
  name,
  in: 'query',
  schema,
  ...(description && { description }),
});
const inPath = (name: string, description: string) => ({ name, in: 'path', required: true, schema: text(500), description });

const filters = [
  inQuery('q', text(200), 'Words in Chinese or English, a phrase in quotes, or a document number; -word leaves out what says it'),
  inQuery('issuer', text(200), 'Id of an issuer'),
  inQuery('source', text(200), 'Id of a source'),
  inQuery('entity', text(200), 'Id of a landmark, company or body that the document names'),
  ...Object.entries(closedFilters).map(([name, values]) => inQuery(name, { type: 'string', enum: values })),
  inQuery('from', day, 'First day, of the kind of date named by `date`'),
  inQuery('to', day, 'Last day'),
];
const year = { type: 'integer', minimum: 1900, maximum: 2099 };
const limit = inQuery('limit', { type: 'integer', minimum: 1, maximum: 100 });
const cursor = inQuery('cursor', text(1000), '`next` of the answer before, with the same filters');

const answer = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } });
const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: ref('Problem') } } });
const get = (summary: string, schema: object, parameters: readonly object[] = []) => ({
  get: {
    summary,
    parameters,
    responses: {
      200: answer(summary, schema),
      304: { description: 'Not changed since the ETag in If-None-Match' },
      400: problem('A parameter cannot be read; `parameter` names it, `allowed` says what it may be'),
      401: problem('No token or session, or one that has expired (deployed instances)'),
      403: problem('Asked under a foreign Host or from another site'),
      404: problem('Not held'),
      429: problem('More than 20 requests a second; `Retry-After` says when to come again'),
    },
  },
});
const paged = (items: object, more: object = {}) => object({ items: list(items), next: { type: 'string' }, ...more }, ['items']);

const id = inPath('id', 'Id, address or any spelling of a number');
const v1 = '/api/v1';

/** The whole description. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Hongtou',
    version: '1.0.0',
    description: 'Chinese AI policy: documents recognised once, with evidence. Days are days in Beijing.',
  },
  security: [{ bearer: [] }, { session: [] }],
  paths: {
    [`${v1}/documents`]: get(
      'Documents',
      paged(ref('Listed'), { total: { type: 'integer' }, facets: { type: 'object' }, nearest: list({ type: 'object' }) }),
      [...filters, limit, cursor],
    ),
    [`${v1}/documents/{id}`]: get('A document', ref('Document'), [id]),
    [`${v1}/documents/{id}/text`]: get(
      'Its text, or an excerpt where rights allow no more',
      object({ id: text(500), text: { type: 'string' }, attachments: list({ type: 'object' }), complete: { type: 'boolean' } }, [
        'id',
        'text',
        'complete',
      ]),
      [id],
    ),
    [`${v1}/documents/{id}/revisions`]: get('Its revisions', paged(ref('Change')), [id]),
    [`${v1}/documents/{id}/diff`]: get(
      'What differs between two of its revisions, by article; the last two when none are named',
      object(
        {
          id: { type: 'string' },
          from: { type: 'integer' },
          to: { type: 'integer' },
          changes: list({ type: 'object' }),
          note: { type: 'string' },
        },
        ['id', 'from', 'to', 'changes'],
      ),
      [id, inQuery('from', { type: 'string' }, 'the earlier revision'), inQuery('to', { type: 'string' }, 'the later revision')],
    ),
    [`${v1}/documents/{id}/links`]: get(
      'What it names and what names it',
      object({ id: text(500), links: list(ref('Link')), citedBy: list({ type: 'object' }) }),
      [id],
    ),
    [`${v1}/documents/{id}/evidence`]: get('Hashes of what was read, and the words that decided', { type: 'object' }, [id]),
    [`${v1}/documents/{id}/citation`]: get('How to cite it: CSL-JSON, or BibTeX or RIS as text', { type: 'object' }, [
      id,
      inQuery('format', { type: 'string', enum: citationFormats }),
    ]),
    [`${v1}/themes`]: get('Themes', paged(ref('Theme'))),
    [`${v1}/themes/{id}`]: get('A theme with its newest documents', ref('Theme'), [inPath('id', 'Id of a theme')]),
    [`${v1}/sources`]: get('Sources and their states', paged(ref('Source'))),
    [`${v1}/sources/{id}`]: get('A source', ref('Source'), [inPath('id', 'Id of a source')]),
    [`${v1}/digests`]: get('Weeks with a digest, newest first', paged(ref('Week'))),
    [`${v1}/digests/{week}`]: get('The digest of a week', ref('Digest'), [inPath('week', 'ISO week, 2026-W47')]),
    [`${v1}/resolve`]: get('What a number, address or id stands for', { type: 'object' }, [
      { ...inQuery('ref', text(500)), required: true },
    ]),
    [`${v1}/changes`]: get('Changes, oldest first', paged(ref('Change')), [
      inQuery('after', text(1000), '`next` of the answer before'),
      limit,
    ]),
    [`${v1}/calendar`]: get('Comment windows and days of effect from today', paged(ref('Listed'), { total: { type: 'integer' } }), [
      inQuery('kind', { type: 'string', enum: calendarKinds }),
      ...filters.filter(({ name }) => name !== 'date' && name !== 'sort'),
      limit,
      cursor,
    ]),
    [`${v1}/landmarks`]: get('Everything the backgrounder names, with how many documents name it', paged(ref('Landmark'))),
    [`${v1}/landmarks/{id}`]: get('A landmark, its act when held, and the newest documents that name it', ref('Landmark'), [
      inPath('id', 'Id of a landmark'),
      limit,
    ]),
    [`${v1}/landmarks/figures`]: get(
      'Figures of the backgrounder, as stated and as the newest document has them',
      paged({ type: 'object' }),
    ),
    [`${v1}/landmarks/figures/{id}`]: get('Documents that state a figure of the same thing, newest first', paged({ type: 'object' }), [
      inPath('id', 'Id of a figure'),
      limit,
    ]),
    [`${v1}/gaps`]: get('Holes in the numbers of each series, as leads', paged({ type: 'object' }), [
      inQuery('prefix', text(60), 'One series, as 国办发'),
      inQuery('year', year),
      limit,
    ]),
    [`${v1}/wanted`]: get('Texts that are cited and not held', paged({ type: 'object' }, { total: { type: 'integer' } }), [
      inQuery('relation', { type: 'string', enum: relations }),
      limit,
      cursor,
    ]),
    [`${v1}/figures`]: get(
      'Figures and commitments, newest document first',
      paged({ type: 'object' }, { total: { type: 'integer' }, units: { type: 'object' } }),
      [
        inQuery('unit', text(12), 'EFLOPS, PUE, %, CNY, count, …'),
        inQuery('year', year),
        inQuery('strength', { type: 'string', enum: ['target', 'must', 'should', 'support', 'encourage', 'fact'] }),
        limit,
        cursor,
      ],
    ),
    [`${v1}/lineage`]: get('Who names what, newest first; with `of`, the tree of what carries a document out', { type: 'object' }, [
      inQuery('of', text(500), 'Id, address or any spelling of a number'),
      inQuery('relation', { type: 'string', enum: relations }),
      inQuery('theme', { type: 'string', enum: themeIds }),
      inQuery('held', { type: 'string', enum: ['yes', 'no'] }),
      limit,
      cursor,
    ]),
    [`${v1}/stats`]: get('Counts', { type: 'object' }),
  },
  components: {
    schemas,
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'A token of `hongtou tokens create`; every scope reads' },
      session: { type: 'apiKey', in: 'cookie', name: 'hongtou', description: 'A session that /signin opened, not the token itself' },
    },
  },
} as const;
