import type { Resolution } from '../../model/answers.ts';
import type { Head } from '../../model/document.ts';
import type { Context, LookupContext } from '../../model/ports.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { findIssuer, type IssuerEntry, issuerById, issuerOfPrefix } from '../../registry/issuers.ts';
import { preferBearers } from '../../stages/identity/resolve.ts';
import { numberKey, type ParsedNumber, parseNumber } from '../../stages/numbers/numbers.ts';
import { withoutUnseen } from '../../stages/text/unseen.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { knownAs, searchKnownActs } from './known.ts';
import { byTitle, mostCandidates, namedBy, type ResolutionCandidate, toCandidate } from './resolve-title.ts';

const idForm = /^[0-9a-f]{16}$/;
const isAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

/** Ids of the documents that a reference names: an id, an address, or any spelling of a number. */
export async function idsOf(ref: string, context: Pick<Context, 'documents'>): Promise<readonly string[]> {
  const text = withoutUnseen(ref).trim();
  if (idForm.test(text)) return (await context.documents.head(text)) ? [text] : [];
  if (isAddress(text)) {
    const address = await context.documents.address(canonicalUrl(text));
    return address?.documentId === undefined ? [] : [address.documentId];
  }
  const key = numberKey(text);
  if (key === undefined) return [];
  const held = await context.documents.heads(await context.documents.byKey(`n:${key}`));
  return preferBearers(`n:${key}`, held).map(({ id }) => id);
}

/** The one document that a reference names. */
export async function findHead(ref: string, context: LookupContext): Promise<Head | undefined> {
  const [id] = await idsOf(ref, context);
  return id === undefined ? undefined : context.documents.head(id);
}

/** The issuer of a number: by its prefix, else by the body that it names. */
function issuerOf({ prefix, canonical }: ParsedNumber): IssuerEntry | undefined {
  if (prefix === undefined) return undefined;
  if (prefix === '国令') return findIssuer('国务院');
  if (prefix === '主席令') return findIssuer('全国人民代表大会常务委员会');
  return issuerOfPrefix(prefix) ?? findIssuer(prefix) ?? issuerById(orEmpty(/^[A-Z]{3,6}\b/.exec(orEmpty(canonical))?.[0]?.toLowerCase()));
}

/** What can be read from the number itself. */
function describeNumber(reading: ParsedNumber): Omit<Resolution, 'kind' | 'held' | 'ids'> {
  const { kind, canonical, prefix, year, number } = reading;
  const issuer = issuerOf(reading);
  return {
    ...opt('canonical', canonical),
    ...(kind === 'none' ? {} : { numberKind: kind }),
    ...opt('prefix', prefix),
    ...opt('year', year),
    ...opt('number', number),
    ...(issuer ? { issuer: { id: issuer.id, name: issuer.name, english: issuer.full } } : {}),
  };
}

const family = (entry: IssuerEntry): readonly string[] => [entry.id, ...(entry.parent === undefined ? [] : [entry.parent])];

/** Documents of the same year and number, and of the same body where it is known: candidates for a number of an unknown series or without its body. */
async function alike(reading: ParsedNumber, context: LookupContext): Promise<readonly ResolutionCandidate[]> {
  if (reading.number === undefined || reading.kind === 'standard') return [];
  const held = await context.search.withNumber({
    n: reading.number,
    ...opt('year', reading.year),
    limit: 50,
  });
  const issuer = issuerOf(reading);
  const fitting = held.filter(({ prefix }) => {
    const other = issuerOfPrefix(prefix) ?? findIssuer(prefix.replace(/(?:令|公告)$/, ''));
    return issuer === undefined
      ? reading.prefix === undefined
      : other !== undefined && family(other).some((id) => family(issuer).includes(id));
  });
  return fitting.slice(0, mostCandidates).map(toCandidate);
}

async function byNumber(reading: ParsedNumber, key: string, context: LookupContext): Promise<Resolution> {
  const ids = await context.documents.byKey(`n:${key}`);
  const heads = await context.documents.heads(ids);
  const what = { kind: 'number' as const, ...describeNumber(reading) };
  if (heads[0])
    return { ...what, held: true, ids, title: heads[0].title, ...(heads.length > 1 ? { candidates: heads.map(toCandidate) } : {}) };
  const [candidates, named] = [await alike(reading, context), await namedBy(`n:${key}`, context)];
  return { ...what, held: false, ids, ...(candidates.length > 0 ? { candidates } : {}), ...(named.length > 0 ? { namedBy: named } : {}) };
}

/** What is known of a text that is not stored, by its number, its title or a part of it, or its official address. */
async function withKnown(text: string, found: Resolution, context: LookupContext): Promise<Resolution> {
  if (found.held) return found;
  const told = await knownAs(text, context);
  const named = told.length > 0 || found.title === undefined ? told : await knownAs(found.title, context);
  const [first, ...more] = named;
  if (!first) {
    const { items } = found.kind === 'none' ? await searchKnownActs({ q: text, limit: mostCandidates, today: '' }, context) : { items: [] };
    return items.length === 0 ? found : { ...found, kind: 'title', known: items.slice(0, mostCandidates) };
  }
  const { candidates: _similar, ...sure } = found;
  const one = more.length > 0 ? {} : { title: first.title, ...opt('canonical', found.canonical ?? first.number) };
  return { ...sure, ...one, kind: found.kind === 'none' ? 'title' : found.kind, known: named };
}

/** What a reference names, stored, known or neither: id, address, number in any spelling (orders, announcements, standards, romanised), or title. */
export async function resolve(ref: string, context: LookupContext): Promise<Resolution> {
  const text = withoutUnseen(ref).trim();
  return withKnown(text, await resolveStored(text, context), context);
}

async function resolveStored(text: string, context: LookupContext): Promise<Resolution> {
  if (idForm.test(text) || isAddress(text)) {
    const ids = await idsOf(text, context);
    const head = ids[0] === undefined ? undefined : await context.documents.head(ids[0]);
    return { kind: idForm.test(text) ? 'document' : 'url', held: head !== undefined, ids, ...(head ? { title: head.title } : {}) };
  }
  const key = numberKey(text);
  return key === undefined ? byTitle(text, context) : byNumber(parseNumber(text), key, context);
}
