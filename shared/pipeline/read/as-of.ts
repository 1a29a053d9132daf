import type { DateFact, Issuer } from '../../model/article.ts';
import type { FieldChange, Head, Revision } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { ReadContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { documentTitle } from '../../stages/english/english.ts';
import { primaryCopyOf, rankCopies } from '../../stages/identity/copies.ts';
import { locationUrl } from '../../stages/urls/address.ts';
import { withoutText } from '../collect/head-changes.ts';
import { rereadDocument } from '../collect/reread.ts';

const precisions = { 4: 'year', 7: 'month', 10: 'day' } as const;

/** A date that is known only from its change: the words that stated it are in the evidence. */
const dateOf = (value: string): DateFact => ({
  value,
  precision: precisions[value.length === 4 || value.length === 7 ? value.length : 10],
  from: 'body',
  quote: value,
});

const issuerOf = (name: string): Issuer => {
  const known = findIssuer(name);
  return known ? { id: known.id, name, english: known.english } : { name };
};

/** The head before one change. */
function before(head: Head, { field, before: was }: FieldChange): Head {
  if (field.startsWith('dates.')) {
    const { [field.slice(6)]: _later, ...dates }: Record<string, DateFact | undefined> = head.dates;
    return { ...head, dates: { ...dates, ...(was === undefined ? {} : { [field.slice(6)]: dateOf(was) }) } as Head['dates'] };
  }
  if (field === 'number' || field === 'validity') {
    const { [field]: _later, ...rest } = head;
    return { ...rest, ...(was === undefined ? {} : { [field]: was }) };
  }
  if (was === undefined) return head;
  if (field === 'title') return { ...head, title: was, english: documentTitle(was, head.type) };
  if (field === 'type') return { ...head, type: was as Head['type'] };
  return field === 'issuers' ? { ...head, issuers: was.split('、').map(issuerOf) } : head;
}

/** The head before these revisions, as far as their changes show. */
export const undone = (head: Head, later: readonly Revision[]): Head =>
  later.toReversed().reduce((now, { changes }) => changes.toReversed().reduce(before, now), head);

/** The last revision with a text: the evidence of a withdrawal only shows that the page is gone. */
const lastRead = (revisions: readonly Revision[]): Revision | undefined => revisions.findLast(({ what }) => what !== 'withdrawn');

/** Fields read from the stored evidence, where the changes do not show them: citations, themes, attachments, the words of dates. */
async function readThen(head: Head, { evidence }: Revision, context: ReadContext): Promise<Head | undefined> {
  const place = head.copies.find((copy) => copy.evidence === evidence);
  const from = { url: place?.url ?? head.url, sourceId: place?.sourceId ?? head.sourceId ?? 'added' };
  const document = await rereadDocument(evidence, from, head.attachments, context);
  if (!document) return undefined;
  const { sourceId, ...read } = withoutText(document);
  // A person's themes stay.
  const { themes, relevant, label } = head;
  const person = label ? { themes, relevant } : {};
  return { ...head, ...read, ...person, ...opt('sourceId', sourceId), id: head.id, keys: head.keys };
}

/** Words of a date from the evidence, where it states the same day. */
const worded = (dates: Head['dates'], read: Head['dates']): Head['dates'] =>
  Object.fromEntries(
    Object.entries(dates).map(([kind, fact]) => [
      kind,
      Object.entries(read).find(([k, v]) => k === kind && v.value === fact.value)?.[1] ?? fact,
    ]),
  );

/** A document as it was stored at an instant; `undefined` when it was not stored yet. */
async function headAt(head: Head, at: string, context: ReadContext): Promise<Head | undefined> {
  if (head.firstSeenAt > at) return undefined;
  const revisions = head.revisionCount > 1 ? await context.documents.revisions(head.id) : [];
  const [past, later] = [revisions.filter((each) => each.at <= at), revisions.filter((each) => each.at > at)];
  const read = lastRead(past);
  const copies = head.copies
    .filter(({ firstSeenAt }) => firstSeenAt <= at)
    .map(({ goneAt, ...copy }) => (goneAt !== undefined && goneAt <= at ? { ...copy, goneAt } : copy));
  if (later.length === 0 || !read) return { ...head, copies };
  const told = undone(head, later);
  const then = (await readThen(told, read, context)) ?? told;
  const { title, english, type, issuers } = told;
  const { number: _number, validity: _validity, withdrawnAt: _withdrawn, ...rest } = then;
  const turned = past.findLast(({ what }) => what === 'withdrawn' || what === 'returned');
  return {
    ...rest,
    title,
    english: then.title === title ? then.english : english,
    type,
    issuers,
    dates: worded(told.dates, then.dates),
    ...opt('number', told.number),
    ...opt('validity', told.validity),
    ...(turned?.what === 'withdrawn' ? { withdrawnAt: turned.at } : {}),
    textHash: read.textHash,
    evidence: read.evidence,
    lastSeenAt: read.at,
    revisionCount: past.length,
    copies: rankCopies(copies, primaryCopyOf({ copies, url: locationUrl(rest.url) })),
  };
}

/**
 * The store as it was at an instant: without later documents and revisions, and with the clock at that instant. For reading only. Names and citations are today's,
 * of documents that were stored then.
 */
export function contextAt<Given extends ReadContext>(context: Given, at: string): Given {
  const { documents } = context;
  const head = async (id: string): Promise<Head | undefined> => {
    const now = await documents.head(id);
    return now && headAt(now, at, context);
  };
  return {
    ...context,
    now: () => new Date(at),
    documents: {
      ...documents,
      head,
      heads: async (ids) => (await Promise.all(ids.map(head))).filter((each) => each !== undefined),
      revisions: async (id) => (await documents.revisions(id)).filter((each) => each.at <= at),
      async address(url) {
        const address = await documents.address(url);
        return address && address.checkedAt > at ? { ...address, checkedAt: at } : address;
      },
    },
  };
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The instant that a day (its end in Beijing) or an instant with a zone means. Throws InputError for anything else, and for the future. */
export function readAsOf(given: string, now: Date): string {
  const text = given.trim();
  const instant = new Date(dayForm.test(text) ? `${text}T23:59:59.999+08:00` : text);
  const real = (dayForm.test(text) || instantForm.test(text)) && !Number.isNaN(instant.getTime());
  if (!real || new Date(`${text.slice(0, 10)}T12:00:00Z`).toISOString().slice(0, 10) !== text.slice(0, 10))
    throw new InputError(`--as-of: "${given}" is no day; write it as 2026-11-25`, { usage: true });
  if (text.slice(0, 10) > dayOf(now)) throw new InputError(`--as-of: ${text} is still to come; today is ${dayOf(now)}`, { usage: true });
  return instant > now ? now.toISOString() : instant.toISOString();
}
