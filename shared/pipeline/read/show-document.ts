import type { Citation } from '../../model/article.ts';
import type { Head, Link, Revision, ShownCopy, ShownDocument, StatusReason } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { decideStatus } from '../../stages/facts/lifecycle.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { findOtherStages } from '../../stages/identity/draft-stages.ts';
import { bareTitleKey, citationKeys, preferBearers } from '../../stages/identity/resolve.ts';
import { isAct } from '../../stages/text/acts.ts';
import { draftRoundOf } from '../../stages/text/titles.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { shownFiles } from '../collect/files.ts';
import { work } from '../collect/work.ts';
import { englishOf, factsOf } from './facts.ts';

type CitingDocument = ShownDocument['citedBy'][number] & { readonly at?: string; readonly quote: string };

/** A text that a news agency carries names no issuer; the page of the body that issued it does, and it is meant. */
function signedOf(heads: readonly Head[]): readonly Head[] {
  const signed = heads.filter(({ issuers }) => issuers.length > 0);
  return signed.length === 1 ? signed : heads;
}

/** Of several documents that bear the title, the one of the stage that the citation names. */
function ofStage(heads: readonly Head[], citation: Pick<Citation, 'title'>): readonly Head[] {
  if (heads.length < 2) return heads;
  const draft = /征求意见|草案|送审稿|修改稿|审议稿|[二三四]审稿/.test(orEmpty(citation.title));
  const fitting = heads.filter((head) => (head.type === 'draft') === draft);
  if (!draft || fitting.length < 2) return signedOf(fitting.length > 0 ? fitting : heads);
  const reading = draftRoundOf(orEmpty(citation.title));
  const ofReading = fitting.filter((head) => draftRoundOf(head.title) === reading);
  return ofReading.length > 0 ? ofReading : fitting;
}

/** Whether the words around a citation name the document's lead issuer, be it one that the registry does not know. */
function namesIssuer(quote: string, { issuers: [lead] }: Head): boolean {
  if (!lead) return false;
  return lead.id === undefined ? quote.includes(lead.name) : findIssuers(quote).some(({ id }) => id === lead.id);
}

/** Documents whose title the citation gives without the issuer, where its words name that issuer. */
async function byBareTitle(head: Head, citation: Citation, context: Context): Promise<readonly Head[]> {
  const key = bareTitleKey(citation);
  if (key === undefined) return [];
  const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
  const held = await context.documents.heads(ids);
  return ofStage(
    held.filter((other) => isAct(other.type) && namesIssuer(`${citation.quote} ${head.title}`, other)),
    citation,
  );
}

const withHead = (to: Link['to'], head: Head): Link['to'] => ({ ...to, id: head.id, ...englishOf(head) });

async function resolveCitation(head: Head, citation: Citation, context: Context): Promise<Link> {
  const to = {
    ...opt('title', citation.title),
    ...opt('number', citation.number),
  };
  const link = { relation: citation.relation, quote: citation.quote };
  for (const key of citationKeys(citation)) {
    const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
    const held = (await context.documents.heads(ids)).filter((other) => isAct(other.type));
    const fitting = key.startsWith('n:') ? preferBearers(key, held) : ofStage(held, citation);
    if (fitting.length === 1 && fitting[0]) return { ...link, to: withHead(to, fitting[0]), state: 'resolved' };
    if (fitting.length > 1) return { ...link, to, state: 'ambiguous' };
  }
  const bare = await byBareTitle(head, citation, context);
  if (bare.length === 1 && bare[0]) return { ...link, to: withHead(to, bare[0]), state: 'resolved' };
  return { ...link, to, state: bare.length > 1 ? 'ambiguous' : 'unresolved' };
}

/** Documents of one work that are looked at: its drafts and its editions. */
const mostOfWork = 50;

/** A draft and its final text find each other by their common work key. */
async function otherStage(head: Head, context: Context): Promise<readonly Link[]> {
  if (!isAct(head.type)) return [];
  const keys = head.keys.filter((each) => each.startsWith('w:'));
  const ids = (await Promise.all(keys.map((key) => context.documents.byKey(key, mostOfWork)))).flat();
  const held = (await context.documents.heads([...new Set(ids)])).filter(({ type }) => isAct(type));
  const belonging = findOtherStages(head, held);
  return held
    .filter(({ id }) => belonging.includes(id))
    .map((other) => {
      const to = withHead({ title: other.title, ...opt('number', other.number) }, other);
      return { relation: head.type === 'draft' ? 'draft-of' : 'final-of', to, state: 'resolved', quote: other.title };
    });
}

/** Links of a document as the store can resolve them today: a late arrival resolves old links by itself. */
export async function linksOf(head: Head, context: Context): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const citation of head.citations) links.push(await resolveCitation(head, citation, context));
  return [...links, ...(await otherStage(head, context))];
}

/** Whether a citation of `other` stands under this key of `head`; a title without its issuer counts only where the issuer is named beside it. */
function standsUnder(key: string, citation: Citation, other: Head, head: Head): boolean {
  if (!key.startsWith('w:')) return citationKeys(citation).includes(key);
  return bareTitleKey(citation) === key && namesIssuer(`${citation.quote} ${other.title}`, head);
}

/** Who names this document, and how. */
export async function citedBy(head: Head, context: Context): Promise<readonly CitingDocument[]> {
  const found = new Map<string, CitingDocument>();
  for (const key of head.keys) {
    for (const { documentId, relation } of await context.documents.citedBy(key)) {
      if (documentId === head.id || found.has(`${documentId} ${relation}`)) continue;
      const other = await context.documents.head(documentId);
      // The words are those of the document as it stands, not of whichever copy of it was read last.
      const citation = other?.citations.find((each) => each.relation === relation && standsUnder(key, each, other, head));
      if (!other || !citation) continue;
      const at = other.dates.effective?.value ?? other.dates.signed?.value ?? other.dates.published?.value;
      const { id, title, issuers } = other;
      const named = { id, title, ...englishOf(other), issuers, relation: relation as Relation, quote: citation.quote };
      found.set(`${id} ${relation}`, { ...named, ...opt('at', at) });
    }
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

type StatusJudgement = { readonly status: ShownDocument['status']; readonly reason: StatusReason };
type Ending = { readonly at: string; readonly by: Pick<CitingDocument, 'id' | 'title' | 'quote'> };

/** The text that a draft led to, when it is held. */
async function finalOf(draft: Head, context: Context): Promise<Ending | undefined> {
  for (const { to, quote } of await otherStage(draft, context)) {
    const final = to.id === undefined ? undefined : await context.documents.head(to.id);
    if (!final) continue;
    const at = (final.dates.signed ?? final.dates.published)?.value ?? final.firstSeenAt.slice(0, 10);
    return { at, by: { id: final.id, title: final.title, quote } };
  }
  return undefined;
}

/** Status as of the clock, and why: from the issuer's text, its dates, and what other issuers' acts say of it. Newspapers do not count. */
async function judgeStatus(head: Head, cited: readonly CitingDocument[], context: Context): Promise<StatusJudgement> {
  const ending = async (relation: Relation, title = /./): Promise<Ending | undefined> => {
    for (const other of cited.filter((each) => each.relation === relation && title.test(each.title))) {
      const source = await context.documents.head(other.id);
      if (source && isAct(source.type) && source.type !== 'draft') return { at: other.at ?? source.firstSeenAt.slice(0, 10), by: other };
    }
    return undefined;
  };
  const repealed = await ending('repeals');
  const superseded = (await ending('supersedes')) ?? (head.type === 'draft' ? await finalOf(head, context) : undefined);
  const awaiting = head.status === 'adopted-awaiting-approval';
  const approvedOn = awaiting ? (await ending('cites', /批准《/))?.at : undefined;
  const { type, title, number, issuers, validity, dates, warnings } = head;
  const { status, reason } = decideStatus({
    ...{ type, title, issuers, dates, warnings, awaiting },
    ...opt('approvedOn', approvedOn),
    ...opt('validity', validity),
    ...opt('number', number),
    ...(repealed === undefined ? {} : { repealedOn: repealed.at }),
    ...(superseded === undefined ? {} : { supersededOn: superseded.at }),
    today: dayOf(context.now()),
  });
  const by = { repealed, superseded }[status as 'repealed' | 'superseded']?.by;
  return { status, reason: by ? { ...reason, quote: by.quote, document: { id: by.id, title: by.title } } : reason };
}

/** The status alone. */
export const currentStatus = async (head: Head, cited: readonly CitingDocument[], context: Context): Promise<ShownDocument['status']> =>
  (await judgeStatus(head, cited, context)).status;

/** The last revisit of any of its pages. */
async function lastSeen(head: Head, context: Context): Promise<string> {
  const addresses = await Promise.all(head.copies.map(({ url }) => context.documents.address(canonicalUrl(url))));
  return addresses.reduce((latest, address) => (address && address.checkedAt > latest ? address.checkedAt : latest), head.lastSeenAt);
}

/** Copies whose differences are told; of a document on more pages the rest is only marked. */
const mostCompared = 10;

/** Copies, each that differs with what it says otherwise. */
async function copiesOf(head: Head, text: string, context: Context): Promise<readonly ShownCopy[]> {
  const carrier = primaryCopyOf(head);
  let compared = 0;
  return Promise.all(
    head.copies.map(async (copy): Promise<ShownCopy> => {
      if (!carrier || !copy.differs || copy.textHash === undefined || compared >= mostCompared) return copy;
      compared += 1;
      return {
        ...copy,
        differences: await work(
          'differencesOf',
          [{ ...head, text }, carrier, copy, await context.snapshots.loadText(copy.textHash)],
          copy.url,
          context,
        ),
      };
    }),
  );
}

const withoutId = ({ documentId: _id, ...rest }: Revision): Omit<Revision, 'documentId'> => rest;

/** A document as the product shows it (contract.md 3.3). */
export async function showDocument(head: Head, context: Context): Promise<ShownDocument> {
  const cited = await citedBy(head, context);
  const {
    keys: _keys,
    textHash,
    evidence: _evidence,
    revisionCount: _count,
    version: _version,
    unsettled: _event,
    unlabelled: _model,
    ...rest
  } = head;
  const text = await context.snapshots.loadText(textHash);
  const links = await linksOf(head, context);
  const { status, reason: statusReason } = await judgeStatus(head, cited, context);
  const takenBack = head.label ? undefined : await context.documents.takenBack(head.id);
  return {
    ...rest,
    copies: await copiesOf(head, text, context),
    attachments: await shownFiles(head.attachments, context),
    status,
    statusReason,
    text,
    lastSeenAt: await lastSeen(head, context),
    revisions: (await context.documents.revisions(head.id)).map(withoutId),
    links,
    ...(await factsOf(head, text, links, context)),
    ...(takenBack ? { labelTakenBack: takenBack } : {}),
    citedBy: cited.map(({ at: _at, quote: _quote, ...each }) => each),
  };
}
