import type { Classified, Copy, Head, Revision, Saved } from '../../model/document.ts';
import { fieldsOf, pickFacts } from '../../model/document-facts.ts';
import type { CollectContext, FiledAddress } from '../../model/ports.ts';
import { omit, opt } from '../../model/values.ts';
import type { AttachedFile } from '../../stages/attachment/attached.ts';
import { isOlder } from '../../stages/digest/outcome.ts';
import { limitQuotes } from '../../stages/identity/compare.ts';
import { primaryCopyOf, rankCopies } from '../../stages/identity/copies.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { isOfOneBody } from '../../stages/identity/merge.ts';
import { numberKey } from '../../stages/numbers/numbers.ts';
import { sha256 } from '../../stages/text/hash.ts';

type NewRevision = Omit<Revision, 'documentId' | 'n'>;

export type DocumentReading = Readonly<{
  document: Classified;
  copy: Copy;
  textHash: string;
  files?: readonly AttachedFile[];
  backfill?: boolean;
}>;

export type Outcome = Readonly<{ saved: Saved; head: Head; revision?: NewRevision }>;

export const withoutText = (document: Classified): Omit<Classified, 'text'> => omit(document, 'text', 'structure', 'parts');

/** Doubts that no page shows, only another document: they stay when the page is read again, that of a number while it is the same. */
const ofAnother = /^another document |^it came with the words of /;

const saysTheSame = (other: Head, { document, copy }: DocumentReading) =>
  copy.wording !== sha256('') &&
  other.copies.some(({ wording }) => wording === copy.wording) &&
  (other.type === 'draft') === (document.type === 'draft') &&
  other.attachments.length === document.attachments.length &&
  document.attachments.every(({ textHash }, n) => textHash !== undefined && textHash === other.attachments[n]?.textHash);

/**
 * A new reading with a warning where another act bears its number, or its title, body and day, or where one of its title and body has its
 * words.
 */
export function withDoubtsOfOthers(reading: DocumentReading, others: readonly Head[]): DocumentReading {
  const { document } = reading;
  const number = document.number === undefined ? undefined : numberKey(document.number);
  const day = document.dates.signed?.value;
  const ofBody = others.filter((other) => isOfOneBody(other, document));
  const numbered = number === undefined ? undefined : others.find((other) => other.number && numberKey(other.number) === number);
  const named = day === undefined ? undefined : ofBody.find((other) => other.dates.signed?.value === day);
  const worded = ofBody.find((other) => saysTheSame(other, reading));
  const twin = numbered ?? named;
  const warnings = [...document.warnings];
  if (twin) warnings.push({ field: numbered ? 'number' : 'title', reason: `another document bears it too: ${twin.title.slice(0, 120)}` });
  if (worded) {
    const which = [worded.number ?? worded.title.slice(0, 120), worded.dates.signed?.value].filter(Boolean).join(' of ');
    warnings.push({ field: 'text', reason: `it came with the words of ${which}: ${liveAddress(worded)}` });
  }
  return { ...reading, document: { ...document, warnings } };
}

/** A reading with fields of the stored head that its page need not show. */
export function keepPrevious(head: Head, document: Classified): Omit<Classified, 'text'> {
  const { signed, published, commentFrom, commentBy } = head.dates;
  const listed = commentBy?.from === 'listing' && !document.dates.commentBy ? { ...opt({ commentFrom }), commentBy } : {};
  const dates = { ...opt({ signed, published }), ...listed, ...document.dates };
  const fields = {
    ...pickFacts(head, fieldsOf('lasting')),
    ...withoutText(document),
    dates,
    issuers: document.issuers.length > 0 ? document.issuers : head.issuers,
  };
  const doubts = head.warnings.filter(
    ({ field, reason }) => ofAnother.test(reason) && (field !== 'number' || head.number === fields.number),
  );
  return { ...fields, warnings: [...fields.warnings, ...doubts] };
}

export function newDocument({ document, copy, textHash, backfill }: DocumentReading): Outcome {
  const { evidence, firstSeenAt: at } = copy;
  const head = {
    ...withoutText(document),
    textHash,
    evidence,
    firstSeenAt: at,
    lastSeenAt: at,
    copies: [copy],
    revisionCount: 1,
    version: 1,
  };
  const older = backfill && isOlder(head) ? { older: true as const } : {};
  return { saved: 'new', head, revision: { at, by: 'publisher', what: 'new', textHash, evidence, changes: [], ...older } };
}

function storedFields(head: Head) {
  const { id, firstSeenAt, lastSeenAt, withdrawnAt, label, themesBy, revisionCount, unsettled } = head;
  return { id, firstSeenAt, lastSeenAt, revisionCount, ...opt({ withdrawnAt, label, themesBy, unsettled }) };
}

export function withPrimaryCopy(
  head: Head,
  { document, copy, textHash }: Readonly<{ document: Classified; copy: Pick<Copy, 'evidence'>; textHash: string }>,
  copies: readonly Copy[],
): Head {
  const fields = { ...keepPrevious(head, document), ...storedFields(head) };
  return {
    ...fields,
    keys: [...new Set([...head.keys, ...document.keys])],
    textHash,
    evidence: copy.evidence,
    copies: rankCopies(copies, primaryCopyOf({ copies, url: fields.url })),
    version: head.version + 1,
  };
}

export function withRevision(head: Head, document: Classified, copies: readonly Copy[], made: NewRevision): Head {
  const { withdrawnAt, ...next } = withPrimaryCopy(head, { document, copy: { evidence: made.evidence }, textHash: made.textHash }, copies);
  return {
    ...next,
    ...(made.by === 'reader' && opt({ withdrawnAt })),
    lastSeenAt: made.at,
    revisionCount: head.revisionCount + 1,
  };
}

export function withCopies(head: Head, document: Classified, copies: readonly Copy[]): Head {
  const keys = [...new Set([...head.keys, ...document.keys])];
  return { ...head, keys, copies: rankCopies(copies, primaryCopyOf({ copies, url: head.url })), version: head.version + 1 };
}

/**
 * Writes a head with the revision that it came to, which is the event that is announced. False when another writer was first: then nothing
 * is written. `visited`: the address that is kept next, whose record goes with that of the head.
 */
export const writeHead = (
  head: Head,
  revision: NewRevision | undefined,
  context: CollectContext,
  visited?: FiledAddress,
): Promise<boolean> =>
  context.documents.putHead(
    head,
    revision && { ...revision, changes: limitQuotes(revision.changes), documentId: head.id, n: head.revisionCount },
    visited,
  );

/** Another writer was first this many times: something else is wrong. */
const mostTries = 6;

/** Reads, decides and writes again as long as another writer is first, which is when `attempt` gives undefined. */
export async function untilWritten<Result>(what: string, attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let n = 0; n < mostTries; n += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new Error(`${what}: ${mostTries} writers were faster`);
}
