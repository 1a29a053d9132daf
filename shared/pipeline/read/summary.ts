import type { ActComparison } from '../../model/comparison.ts';
import type { Head, Link } from '../../model/document.ts';
import { SourceError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Bearing, SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { readIssuedAct } from '../../stages/english/act-title.ts';
import { type ActFacts, describeAct } from '../../stages/english/summary.ts';
import { isAct } from '../../stages/text/acts.ts';
import { foldScript } from '../../stages/text/fold.ts';
import { compareDocuments } from './compare.ts';

/** What differs between two stored texts; nothing where they take too long to compare. */
async function changesSince(before: string, after: string, context: LookupContext): Promise<ActComparison | undefined> {
  try {
    return await compareDocuments(before, after, context);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** 《X管理暂行办法》 and 《X管理办法（2026年修订）》 are versions of one act; what merely ends another act is none of it. */
const nameOf = ({ title }: Pick<Head, 'title'>): string =>
  foldScript(readIssuedAct(title) ?? title).replace(/[（(][^（）()]{0,20}[）)]|暂行|试行|临时|(?:19|20)\d\d年?|[《》\s]/g, '');

/** The one stored text that an act takes the place of; of several none is the earlier version. */
function earlierOf(links: readonly Link[]): string | undefined {
  const ended = links.filter(({ relation }) => relation === 'repeals' || relation === 'supersedes');
  const ids = new Set(ended.flatMap(({ state, to }) => (state === 'resolved' && to.id !== undefined ? [to.id] : [])));
  return ids.size === 1 ? [...ids][0] : undefined;
}

/** The English facts of a document that is shown; of what is no act there are none. */
export async function summarise(facts: ActFacts, bearing: Bearing, context: LookupContext): Promise<readonly SummaryLine[]> {
  const { stages, id, links, type } = facts;
  const earlier = isAct(type) ? earlierOf(links) : undefined;
  const drafted = stages?.final.id === id ? await changesSince(stages.draft.id, id, context) : undefined;
  const former = earlier === undefined ? undefined : await changesSince(earlier, id, context);
  const replaced = former && nameOf(former.a) === nameOf(former.b) ? former.changes : [];
  return describeAct(facts, { bearing, changes: drafted?.changes ?? [], replaced, today: dayOf(context.now()) });
}
