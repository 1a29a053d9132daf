import type { Head } from '../../model/document.ts';
import type { LandmarkNews, LaterAct } from '../../model/landmark.ts';
import type { LookupContext } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { omit, opt, orEmpty } from '../../model/values.ts';
import { changingRelations, type Relation } from '../../model/vocabulary.ts';
import { entityIdOf, isVerified, type Landmark } from '../../registry/known.ts';
import { bodiesOf } from '../../registry/landmarks/bodies.ts';
import { citationKeys } from '../../stages/identity/resolve.ts';
import { isAct } from '../../stages/text/acts.ts';
import { workKey } from '../../stages/text/titles.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { landmarkTrouble } from '../collect/asked-pages.ts';
import { rowsThen } from './index.ts';
import { knownAs } from './resolve.ts';
import { type CitingDocument, citedBy, isVouched, markUnseen, powerOver } from './status.ts';

function keysOf({ zh, number, numberMark = '?' }: Landmark) {
  const verified = number !== undefined && isVerified(numberMark) ? { number } : {};
  return [...citationKeys({ title: zh, ...verified }), `w:${workKey(zh)}`];
}

async function storedAct(landmark: Landmark, context: LookupContext) {
  if (landmark.kind !== 'act') return undefined;
  for (const key of keysOf(landmark)) {
    const stored = await context.documents.heads(await context.documents.byKey(key));
    const own = stored.find((head) => isAct(head.type) && (key.startsWith('n:') || isOwn(landmark, head)));
    if (own) return own;
  }
  return actAtAddress(landmark, context);
}

/** The act that was read at the landmark's official address, when it has its title under whatever issuer and number. */
async function actAtAddress({ zh, url }: Landmark, context: LookupContext) {
  const address = url === undefined ? undefined : await context.documents.address(canonicalUrl(url));
  const head = await context.documents.head(address?.documentId);
  return head && isAct(head.type) && head.keys.includes(`w:${workKey(zh)}`) ? head : undefined;
}

/** A work of the same name may be another body's, and a draft is not its final text. */
const isOwn = ({ zh, issuers }: Landmark, head: Head) =>
  (issuers.length === 0 || head.issuers.some(({ id }) => id !== undefined && issuers.includes(id))) &&
  (head.type === 'draft') === /征求意见稿|草案/.test(zh);

/** Relations by which a later act carries an act out, changes it or ends it; an amendment cites what its title says it amends. */
const consequences = new Set(['implements', 'supersedes', 'repeals', 'final-of', ...changingRelations]);
const amends = /关于(?:修改|修正|修订)|的修正案/;
const effectOf = ({ title, relation }: CitingDocument) =>
  amends.test(title) && relation !== 'interprets' && relation !== 'reports' ? 'amends' : consequences.has(relation) ? relation : undefined;

/** Whoever wants to may carry an act out; it is changed by whom its status believes. */
const holds = (effect: Relation, by: Head, act: Head | undefined, context: LookupContext) =>
  effect === 'implements' || (act && effect !== 'final-of' ? powerOver(by, act, context) === 'changes' : isVouched(by, context));

/** What later acts did to an act, newest first, stored or not: documents that came before it was wait for its number and title. */
async function laterActs(landmark: Landmark, stored: Head | undefined, context: LookupContext): Promise<readonly LaterAct[]> {
  if (landmark.kind !== 'act') return [];
  const issuers = bodiesOf(landmark).map(({ id, name }) => ({ id, name }));
  const citing = await citedBy(stored ?? { id: '', keys: keysOf(landmark), issuers, dates: {} }, context);
  const acts = citing.flatMap((each) => {
    const { at, source, ...act } = omit(each, 'quote', 'relation', 'changes');
    const effect = effectOf(each);
    return effect === undefined || !holds(effect, source, stored, context) ? [] : [{ ...act, effect, ...opt({ day: at }) }];
  });
  return acts.toSorted((a, b) => orEmpty(b.day).localeCompare(orEmpty(a.day)));
}

async function unreadAct(landmark: Landmark, context: LookupContext) {
  const [known] = landmark.kind === 'act' && landmark.zh !== '' ? await knownAs(landmark.zh, context) : [];
  const trouble = await landmarkTrouble(landmark, context);
  return opt({ known, trouble });
}

/** `past`: the context is that of an earlier day. */
export async function landmarkNews(landmark: Landmark, limit: number, context: LookupContext, past = false): Promise<LandmarkNews> {
  const today = dayOf(context.now());
  const entity = entityIdOf(landmark);
  const found = await context.search.query({ entity, sort: 'newest', limit, today });
  const hits = past
    ? (
        await rowsThen(
          found.hits.map(({ id }) => id),
          context,
        )
      ).filter(({ entityIds }) => entityIds.includes(entity))
    : found.hits;
  const total = found.total - found.hits.length + hits.length;
  const head = await storedAct(landmark, context);
  const own = head && (hits.find(({ id }) => id === head.id) ?? (await context.search.one(head.id, today)));
  const [hit] = own && past ? await rowsThen([own.id], context) : [own];
  return {
    total,
    newest: markUnseen(hits, context).filter(({ id }) => id !== head?.id),
    laterActs: await laterActs(landmark, head, context),
    ...opt({ held: hit }),
    ...(head ? {} : await unreadAct(landmark, context)),
  };
}
