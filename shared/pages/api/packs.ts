import * as z from 'zod';
import type { Answers } from '../../model/answers.ts';
import { type Endpoint, endpoint } from '../web/endpoint.ts';
import { checkFilters, cursor, documentPages, filters } from '../web/filters.ts';
import { whole } from '../web/parameters.ts';
import { RequestProblem } from '../web/problem.ts';
import { requireDocument } from '../web/require.ts';
import { nextLink } from './take.ts';

/** Evidence packs of one document, and of a list (docs/evidence-packs.md). */

const media = 'application/zip';
/** Documents of one pack: each costs the reading of its texts and pages. */
const most = 50;
/** An answer of a function in the cloud has 6 MB, of which a third goes into its encoding. */
const mostBytes = { laptop: 200_000_000, cloud: 4_000_000 } as const;

/** The pack as a file; throws RequestProblem 413 for one that no answer holds. */
async function packFile(ids: readonly string[], name: string, answers: Answers): Promise<Response> {
  const allowed = answers.local ? mostBytes.laptop : mostBytes.cloud;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answers.pack(ids)) {
    length += piece.length;
    if (length > allowed)
      throw new RequestProblem(
        413,
        `the pack has more than ${allowed / 1_000_000} MB: ask for fewer documents, or use hongtou export --format pack`,
      );
    pieces.push(piece);
  }
  const headers = { 'content-type': media, 'content-disposition': `attachment; filename="hongtou-${name}.zip"` };
  return new Response(Buffer.concat(pieces), { headers });
}

const documentPack = endpoint({
  path: 'documents/:id/pack',
  tag: 'Documents',
  says: 'A document as an evidence pack: the bytes it was read from, headers, texts, hashes of everything, and how to check them; without what rights do not allow',
  gives: z.string(),
  media,
  async answer(_, answers, { name }) {
    const { id } = await requireDocument(name('id'), answers);
    return packFile([id], id, answers);
  },
});

const listPack = endpoint({
  path: 'documents.zip',
  tag: 'Documents',
  example: () => ({ theme: 'compute', limit: '2' }),
  says: `The documents of a list as an evidence pack, at most ${most}; \`Link: …; rel="next"\` leads to those that follow`,
  takes: { ...filters.shape, limit: whole(1, most, `a whole number from 1 to ${most}`, { says: 'At most so many', example: 10 }), cursor },
  gives: z.string(),
  media,
  async answer({ limit = most, cursor: after, ...given }, answers, asked) {
    const pages = documentPages(await checkFilters(given, answers), answers);
    const query = { ...given, limit, ...pages.passed(after), today: answers.today() };
    const { total, hits, ...page } = await answers.documents(query);
    const file = await packFile(
      hits.map(({ id }) => id),
      'pack',
      answers,
    );
    const { next } = pages.after(query.offset, page);
    file.headers.set('x-total-count', String(total));
    if (next !== undefined) file.headers.set('link', nextLink(next, asked));
    return file;
  },
});

export const packEndpoints: readonly Endpoint[] = [documentPack, listPack];
