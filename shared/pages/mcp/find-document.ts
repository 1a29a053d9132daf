import type { Answers } from '../../model/answers.ts';
import type { ShownDocument } from '../../model/document.ts';
import { opt } from '../../model/values.ts';
import { briefly } from './plain.ts';

/** What a reference stands for: one held document, or what is known of a text that is not held. */
export type Found =
  | { readonly document: ShownDocument; readonly missing?: undefined }
  | { readonly document?: undefined; readonly missing: Missing };
type Missing = { readonly held: false; readonly ref: string; readonly resolution: object; readonly notHeld: readonly string[] };

/** Finds a document by id, address, number or title. One title of several documents is none: they are named. */
export async function findDocument(ref: string, answers: Answers): Promise<Found> {
  const direct = await answers.document(ref);
  if (direct) return { document: direct };
  const { held: _held, ids, candidates = [], known = [], namedBy = [], ...rest } = await answers.resolve(ref);
  const [id, ...more] = ids;
  const named = id !== undefined && more.length === 0 ? await answers.document(id) : undefined;
  if (named) return { document: named };
  const several = candidates.length > 1 && more.length > 0;
  const notHeld = several
    ? [`${candidates.length} held documents are named so: ask again with one of the ids under "candidates".`]
    : [
        `No held document is "${ref}".`,
        ...(known.length > 0 ? ['It is known from a catalogue (under "known"); its text is not held.'] : []),
        ...(namedBy.length > 0 ? ['Held documents that cite it stand under "citedBy".'] : []),
      ];
  const facts = { ...opt('candidates', some(candidates)), ...opt('known', some(known)), citedBy: await cited(namedBy, answers) };
  return { missing: { held: false, ref, resolution: rest, ...(briefly(facts, 300) as object), notHeld } };
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

const mostCiting = 15;
type Citing = { readonly id: string; readonly relation: string };

/** Documents that cite a text, with their issuers and days, newest first. */
export async function cited(citing: readonly Citing[], answers: Pick<Answers, 'documents' | 'today'>) {
  const among = [...new Set(citing.map(({ id }) => id))].slice(0, 100);
  if (among.length === 0) return [];
  const { hits } = await answers.documents({ among, limit: mostCiting, sort: 'newest', today: answers.today() });
  return hits.map(({ id, title, english, number, issuerNames, type, signed, published, url }) => {
    const relation = citing.find((each) => each.id === id)?.relation;
    return {
      id,
      title,
      ...opt('english', english === title ? undefined : english),
      ...opt('number', number),
      relation,
      issuers: issuerNames,
      type,
      ...opt('signed', signed),
      ...opt('published', published),
      url,
    };
  });
}
