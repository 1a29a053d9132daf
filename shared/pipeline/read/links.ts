import type { Citation, StatedChange } from '../../model/article.ts';
import type { Head, Link, ShownDocument } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import type { Relation } from '../../model/vocabulary.ts';
import { namesIssuer, ofStage } from '../../stages/identity/cited-act.ts';
import { findOtherStages } from '../../stages/identity/draft-stages.ts';
import { bareTitleKey, citationKeys, preferBearers } from '../../stages/identity/resolve.ts';
import { isAct } from '../../stages/text/acts.ts';
import { englishOf } from './facts.ts';
import { reportDay, reportedAct, reportsOf } from './reports.ts';

/** `changes`: all that its citations of the text say of what it does to it. `source`: the document itself. */
export type CitingDocument = ShownDocument['citedBy'][number] & {
  readonly source: Head;
  readonly at?: string;
  readonly quote: string;
  readonly changes: readonly StatedChange[];
};

const toCitable = (head: Head): Head & { readonly draft: boolean } => ({ ...head, draft: head.type === 'draft' });

/** Documents whose title is cited without the issuer, where the words around the citation name it. */
async function byBareTitle(head: Head, citation: Citation, context: LookupContext): Promise<readonly Head[]> {
  const key = bareTitleKey(citation);
  if (key === undefined) return [];
  const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
  const held = await context.documents.heads(ids);
  const named = held.filter((other) => isAct(other.type) && namesIssuer(`${citation.quote} ${head.title}`, other));
  return ofStage(named.map(toCitable), citation);
}

const withHead = (to: Link['to'], head: Head): Link['to'] => ({ ...to, id: head.id, ...englishOf(head) });

/** The link of a report that names the body alone, where the days and words tell its act. */
async function resolveReport(head: Head, citation: Citation, context: LookupContext): Promise<readonly Link[]> {
  const act = await reportedAct(head, citation, context);
  if (!act) return [];
  const { id, title, number, english } = act;
  const to = { id, title, ...opt('number', number), ...(english === '' ? {} : { english }) };
  return [{ relation: citation.relation, quote: citation.quote, to, state: 'resolved' }];
}

async function resolveCitation(head: Head, citation: Citation, context: LookupContext): Promise<Link> {
  const to = {
    ...opt('title', citation.title),
    ...opt('number', citation.number),
  };
  const link = { relation: citation.relation, quote: citation.quote, ...opt('changes', citation.changes) };
  for (const key of citationKeys(citation)) {
    const ids = (await context.documents.byKey(key)).filter((id) => id !== head.id);
    const held = (await context.documents.heads(ids)).filter((other) => isAct(other.type));
    const fitting = key.startsWith('n:') ? preferBearers(key, held) : ofStage(held.map(toCitable), citation);
    if (fitting.length === 1 && fitting[0]) return { ...link, to: withHead(to, fitting[0]), state: 'resolved' };
    if (fitting.length > 1) return { ...link, to, state: 'ambiguous' };
  }
  const bare = await byBareTitle(head, citation, context);
  if (bare.length === 1 && bare[0]) return { ...link, to: withHead(to, bare[0]), state: 'resolved' };
  return { ...link, to, state: bare.length > 1 ? 'ambiguous' : 'unresolved' };
}

/** Documents of one work that are compared: its drafts and its editions. */
const mostOfWork = 50;

/** The draft of a final text, or the final text of a draft, by their common work key. */
export async function otherStage(head: Head, context: LookupContext): Promise<readonly Link[]> {
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

/** Links of a document, resolved against today's store: a document that arrives later resolves older links. */
export async function linksOf(head: Head, context: LookupContext): Promise<readonly Link[]> {
  const cited = head.citations.map(async (citation) =>
    citation.issuer === undefined ? [await resolveCitation(head, citation, context)] : resolveReport(head, citation, context),
  );
  const [links, stages] = await Promise.all([Promise.all(cited), otherStage(head, context)]);
  return [...links.flat(), ...stages];
}

/** Whether a citation of `other` fits this key of `head`; a title without its issuer counts only where the issuer is named beside it. */
function standsUnder(key: string, citation: Citation, other: Head, head: CitedText): boolean {
  if (!key.startsWith('w:')) return citationKeys(citation).includes(key);
  return bareTitleKey(citation) === key && namesIssuer(`${citation.quote} ${other.title}`, head);
}

/** What is looked up to find who cites a document, stored or not. */
export type CitedText = Pick<Head, 'id' | 'keys' | 'issuers' | 'dates'>;

type Naming = { readonly key: string; readonly documentId: string; readonly relation: Relation };

/** Documents that are read of those that cite one: an act of the State Council may be cited by thousands, which the register counts. */
const mostCiting = 200;

/** Which documents cite one of its keys, the surest key first. */
async function namingsOf(head: CitedText, { documents }: LookupContext): Promise<readonly Naming[]> {
  const found = await Promise.all(
    head.keys.map(async (key) => (await documents.citedBy(key)).map((each) => ({ key, ...each, relation: each.relation as Relation }))),
  );
  const others = found.flat().filter(({ documentId }) => documentId !== head.id);
  const read = new Set([...new Set(others.map(({ documentId }) => documentId))].slice(0, mostCiting));
  return others.filter(({ documentId }) => read.has(documentId));
}

const dayOfCiting = ({ dates }: Head): string | undefined => dates.effective?.value ?? dates.signed?.value ?? dates.published?.value;

/** The documents that cite this one, and how. */
export async function citedBy(head: CitedText, context: LookupContext): Promise<readonly CitingDocument[]> {
  const [named, reports] = await Promise.all([namingsOf(head, context), reportsOf(head, context)]);
  const heads = await context.documents.heads([...new Set([...named.map(({ documentId }) => documentId), ...reports.map(({ id }) => id)])]);
  const byId = new Map(heads.map((each) => [each.id, each]));
  const found = new Map<string, CitingDocument>();
  const add = (other: Head, relation: Relation, said: Pick<Citation, 'quote' | 'changes'>, at: string | undefined): void => {
    const { id, title, issuers } = other;
    const name = `${id} ${relation}`;
    const { changes, ...held } = found.get(name) ?? {
      id,
      title,
      ...englishOf(other),
      issuers,
      relation,
      quote: said.quote,
      source: other,
      ...opt('at', at),
      changes: [],
    };
    const known = new Set(changes.map((each) => JSON.stringify(each)));
    found.set(name, { ...held, changes: [...changes, ...(said.changes ?? []).filter((each) => !known.has(JSON.stringify(each)))] });
  };
  for (const { key, documentId, relation } of named) {
    const other = byId.get(documentId);
    // The words come from the document as it is now, whichever of its copies was read last.
    for (const citation of other?.citations ?? [])
      if (other && citation.relation === relation && standsUnder(key, citation, other, head))
        add(other, relation, citation, dayOfCiting(other));
  }
  for (const { id, quote } of reports) {
    const other = byId.get(id);
    if (other) add(other, 'reports', { quote }, reportDay(other));
  }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
