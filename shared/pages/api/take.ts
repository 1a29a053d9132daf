import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import type { Hit } from '../../model/query.ts';
import { allowedDocument, useOf } from '../../stages/digest/rights.ts';
import { toPrintableJson } from '../../stages/text/printable.ts';
import { type Briefed, listFormatNames, listFormats } from '../take/formats.ts';
import { withEnglish } from '../web/api-shapes.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { checkFilters, cursor, documentPages, filters } from '../web/filters.ts';
import { whole } from '../web/parameters.ts';
import type { RouteRequest } from '../web/route.ts';

/** Lists of documents as files: `documents.csv` and its like, with the filters of `documents`. */

/** Documents of one answer: a request reads at most 1,000 items of the table, two for each document, and many where its text is read. */
const mostNamed = 500;
const mostRead = 50;
/** An answer of a function in the cloud has at most 6 MB. */
const mostCharacters = 1_500_000;

/** A file of the first hits, as many as `got` says. */
type Filled = { readonly body: string; readonly got: number };
type Fill = (hits: readonly Hit[], answers: Answers) => Promise<Filled>;
type ListFile = { readonly ending: string; readonly media: string; readonly most: number; readonly fill: Fill };

async function sourcesOf(answers: Answers) {
  return (await answers.sources()).map(({ source }) => source);
}

/** The documents of hits as a list names them; where `told` asks for it with what they do, if rights allow the words. */
async function* briefed(hits: readonly Hit[], told: boolean, answers: Answers): AsyncGenerator<Briefed> {
  const documents = await answers.named(hits);
  if (!told) return yield* documents;
  const [facts, sources] = [await answers.feedFacts(hits), await sourcesOf(answers)];
  for (const document of documents) {
    const summary = useOf(document, sources) === 'link-only' ? undefined : facts.get(document.id)?.summary;
    yield { ...document, ...(summary && { summary }) };
  }
}

/** A line for each document, as `documents/{id}` shows it; fewer where they are long. */
const fillLines: Fill = async (hits, answers) => {
  const sources = await sourcesOf(answers);
  let [body, got] = ['', 0];
  for (const { id } of hits) {
    const shown = await answers.document(id);
    const line = shown ? `${toPrintableJson(withEnglish(allowedDocument(shown, sources)))}\n` : '';
    if (got > 0 && body.length + line.length > mostCharacters) break;
    body += line;
    got += 1;
  }
  return { body, got };
};

const listFiles: readonly ListFile[] = [
  ...listFormatNames.map((name): ListFile => {
    const { ending, media, write, ...rest } = listFormats[name];
    const told = 'told' in rest;
    return {
      ...{ ending, media, most: told ? mostRead : mostNamed },
      async fill(hits, answers) {
        let body = '';
        for await (const piece of write(briefed(hits, told, answers), answers.today())) body += piece;
        return { body, got: hits.length };
      },
    };
  }),
  { ending: 'jsonl', media: 'application/x-ndjson', most: mostRead, fill: fillLines },
];

/** The `Link` to the answer that follows: the same address with the next cursor. */
export function nextLink(next: string, { path, search }: Pick<RouteRequest, 'path' | 'search'>): string {
  const following = new URLSearchParams([...search].filter(([name]) => name !== 'cursor'));
  following.set('cursor', next);
  return `<${path}?${following}>; rel="next"`;
}

const listFile = ({ ending, media, most, fill }: ListFile): Endpoint => {
  const limit = whole(1, 1000, 'a whole number from 1 to 1000', { says: `At most so many; no answer has more than ${most}`, example: 20 });
  return endpoint({
    path: `documents.${ending}`,
    tag: 'Documents',
    example: () => ({ theme: 'compute', limit: '5' }),
    says: `Documents as a file (${media}); \`Link: …; rel="next"\` leads to those that follow, \`X-Total-Count\` says how many there are`,
    takes: { ...filters.shape, limit, cursor },
    gives: z.string(),
    media,
    async answer({ limit: wanted = most, cursor: after, ...given }, answers, asked) {
      const pages = documentPages(await checkFilters(given, answers), answers);
      const query = { ...given, limit: Math.min(wanted, most), ...pages.passed(after), today: answers.today() };
      const { total, hits, ...page } = await answers.documents(query);
      const { body, got } = await fill(hits, answers);
      const { next } = pages.after(query.offset, page, got);
      return new Response(body, {
        headers: {
          'content-type': `${media}; charset=utf-8`,
          'content-disposition': `attachment; filename="hongtou-documents.${ending}"`,
          'x-total-count': String(total),
          ...(next !== undefined && { link: nextLink(next, asked) }),
        },
      });
    },
  });
};

export const takeEndpoints: readonly Endpoint[] = listFiles.map(listFile);
