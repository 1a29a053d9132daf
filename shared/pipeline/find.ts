import { createHash } from 'node:crypto';
import type { Classified, Head } from '../model/document.ts';
import { SourceError } from '../model/errors.ts';
import type { Address, Context } from '../model/ports.ts';
import { isAct } from '../stages/acts.ts';
import { canonicalUrl } from '../stages/address.ts';
import { enoughAlike, sameWork } from '../stages/merge.ts';
import { numberKey } from '../stages/numbers.ts';
import { placeUrl } from '../stages/place.ts';

/** The stored document that a reading belongs to, or the reading under an id that is free. */
export type Found = { readonly head?: Head; readonly document: Classified };

/** Documents under one key that are looked at: a series has many of one title. */
const candidates = 50;
/** Texts that are read to tell works apart. */
const mostTexts = 4;

/** Whether the texts decide for one work; the last words of the copy itself count too. */
async function textsAgree(
  head: Head,
  document: Classified,
  needed: Exclude<ReturnType<typeof sameWork>, string>,
  context: Context,
): Promise<boolean> {
  const own = head.copies.find(({ url }) => url === placeUrl(document.url))?.textHash;
  for (const hash of new Set([head.textHash, ...(own === undefined ? [] : [own])])) {
    if (enoughAlike(await context.snapshots.loadText(hash), document.text, needed)) return true;
  }
  return false;
}

/** By the address. Throws SourceError when the address leads, or has been given, to something that is no document of its own. */
async function byAddress(document: Classified, known: Address, context: Context): Promise<Head | undefined> {
  const head = known.documentId === undefined ? undefined : await context.documents.head(known.documentId);
  if (!head) return undefined;
  const verdict = sameWork(head, document, 'address');
  if (verdict === 'same' || (verdict !== 'apart' && (await textsAgree(head, document, verdict, context)))) return head;
  const elsewhere = canonicalUrl(document.url) !== known.canonicalUrl;
  const another = isAct(document.type) && (document.number !== undefined || document.dates.signed !== undefined);
  if (elsewhere || !another) {
    const what = elsewhere ? 'the address leads to another page' : 'another page stands at the address';
    throw new SourceError('unrecognised', document.url, `${what}: ${document.title.slice(0, 80)}`);
  }
  return undefined;
}

async function byKeys(document: Classified, context: Context): Promise<Head | undefined> {
  // A place in a series is no identity: it only leads from a rendered number to its act.
  const sure = document.keys.filter((key) => !key.startsWith('s:'));
  const ids = (await Promise.all(sure.map((key) => context.documents.byKey(key, candidates)))).flat();
  let texts = 0;
  for (const head of await context.documents.heads([...new Set(ids)].filter((id) => id !== document.id))) {
    const verdict = sameWork(head, document, 'key');
    if (verdict === 'same') return head;
    if (verdict === 'apart' || texts >= mostTexts) continue;
    texts += 1;
    if (await textsAgree(head, document, verdict, context)) return head;
  }
  return undefined;
}

/** Two works under one number: the second gets an id of its own and the doubt. */
function besides(other: Head, document: Classified): Classified {
  const id = createHash('sha256')
    .update(`${document.id}|${canonicalUrl(document.url)}`)
    .digest('hex')
    .slice(0, 16);
  const number = document.number !== undefined && numberKey(document.number) === (other.number && numberKey(other.number));
  const warning = { field: number ? 'number' : 'title', reason: `another document bears it too: ${other.title.slice(0, 120)}` };
  return { ...document, id, warnings: [...document.warnings, warning] };
}

/** The stored document that this reading belongs to: by its address, its number, or its title with issuer and date. Throws SourceError. */
export async function find(document: Classified, known: Address | undefined, context: Context): Promise<Found> {
  const here = known && (await byAddress(document, known, context));
  if (here) return { head: here, document };
  const own = await context.documents.head(document.id);
  if (own) {
    const verdict = isAct(own.type) && isAct(document.type) ? sameWork(own, document, 'key') : 'same';
    if (verdict === 'same' || (verdict !== 'apart' && (await textsAgree(own, document, verdict, context)))) return { head: own, document };
  }
  const head = await byKeys(document, context);
  if (head) return { head, document };
  if (!own) return { document };
  const renamed = besides(own, document);
  const again = await context.documents.head(renamed.id);
  return { document: renamed, ...(again ? { head: again } : {}) };
}
