import type { ActChange } from '../../model/comparison.ts';
import { SourceError } from '../../model/errors.ts';
import type { DraftStages } from '../../model/facts.ts';
import type { Context } from '../../model/ports.ts';
import type { Bearing, SummaryLine } from '../../model/summary.ts';
import { dayOf } from '../../model/time.ts';
import { type ActFacts, describeAct } from '../../stages/english/summary.ts';
import { compareDocuments } from './compare.ts';

/** What differs between a final text and its draft; nothing where the two take too long to compare. */
async function changesSince({ draft, final }: DraftStages, context: Context): Promise<readonly ActChange[]> {
  try {
    return (await compareDocuments(draft.id, final.id, context)).changes;
  } catch (error) {
    if (error instanceof SourceError) return [];
    throw error;
  }
}

/** The English facts of a document that is shown; of what is no act there are none. */
export async function summarise(facts: ActFacts, bearing: Bearing, context: Context): Promise<readonly SummaryLine[]> {
  const { stages, id } = facts;
  const changes = stages?.final.id === id ? await changesSince(stages, context) : [];
  return describeAct(facts, { bearing, changes, today: dayOf(context.now()) });
}
