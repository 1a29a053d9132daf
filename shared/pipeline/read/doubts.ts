import type { Warning } from '../../model/article.ts';
import type { Head, ShownDocument } from '../../model/document.ts';
import type { Contradiction, Doubt } from '../../model/doubts.ts';
import { InputError } from '../../model/errors.ts';
import type { Context, LookupContext, ReadContext } from '../../model/ports.ts';
import { omit, orEmpty } from '../../model/values.ts';
import { reasonOf } from '../../stages/classify/label.ts';
import { renderQuantity } from '../../stages/english/quantity.ts';
import { isOfficialEnglish } from '../../stages/facts/link/translation.ts';
import { contradictions, landmarkOf } from '../../stages/identity/doubts.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { isAct } from '../../stages/text/acts.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { titleKey } from '../../stages/text/titles.ts';
import { englishOf, figuresAgainst } from './facts.ts';
import { labelDocument } from './label.ts';
import { idsOf, knownActs } from './resolve.ts';
import { citedBy, isVouched, judge } from './status.ts';

/** Once for a document, a field and what it says of it. */
const idOf = (found: Contradiction, { id }: Pick<Head, 'id'>) =>
  sha256([id, found.kind, found.subject, found.field, found.says].join('\n')).slice(0, 8);

async function doubtsOfOne(head: Head, context: LookupContext) {
  if (head.withdrawnAt !== undefined || !isVouched(head, context)) return [];
  const known = await knownActs();
  const status =
    isAct(head.type) && landmarkOf(head, known) ? (await judge(head, await citedBy(head, context), context)).status : undefined;
  const said = contradictions(head, known, { ...(status && { status }), officialEnglish: isOfficialEnglish(liveAddress(head)) });
  const figures = (await figuresAgainst(head, context)).map(({ landmark, figure, quote }): Contradiction => {
    const says = `${renderQuantity(figure)}${figure.year === null ? '' : ` (${figure.year})`}`;
    return { kind: 'figure', subject: landmark.id, name: landmark.en, field: 'figure', told: landmark.stated, says, quote };
  });
  const document = { id: head.id, title: head.title, english: orEmpty(englishOf(head).english) };
  const since = context.now().toISOString();
  return [...said, ...figures].map((each) => ({ id: idOf(each, head), ...each, document, since }));
}

export const findDoubts = async (heads: readonly Head[], context: LookupContext): Promise<readonly Doubt[]> =>
  (await Promise.all(heads.map((head) => doubtsOfOne(head, context)))).flat();

/** A person cannot look at more; what is beyond is found again when these are settled. */
const mostOpen = 300;

/**
 * Keeps what documents that came or changed (`looked`) contradict, and looks at those with open doubts again: what is no longer so is
 * withdrawn, what stays keeps its day.
 */
export async function keepDoubts(found: readonly Doubt[], looked: ReadonlySet<string>, context: ReadContext): Promise<void> {
  const { journal, documents } = context;
  const before = (await journal.read('doubts')) ?? [];
  const others = [...new Set(before.map(({ document }) => document.id))].filter((id) => !looked.has(id));
  const again = await findDoubts(await documents.heads(others), context);
  const settled = new Set(((await journal.read('settled')) ?? []).map(({ id }) => id));
  const now = new Map([...again, ...found].map((each) => [each.id, each]));
  const kept = before.filter(({ id }) => now.has(id));
  const fresh = [...now.values()].filter(({ id }) => !kept.some((each) => each.id === id));
  const open = [...kept, ...fresh].filter(({ id }) => !settled.has(id)).slice(0, mostOpen);
  if (fresh.length > 0 || open.length !== before.length) await journal.write('doubts', open);
}

/** Open doubts, then what was settled, each the newest first; in a past context as they were then. */
export async function allDoubts({ journal, now }: Pick<Context, 'journal' | 'now'>): Promise<readonly Doubt[]> {
  const [open = [], settled = []] = await Promise.all([journal.read('doubts'), journal.read('settled')]);
  const at = now().toISOString();
  const done = settled.filter((each) => each.settled === undefined || each.settled.at <= at);
  const known = new Map([...settled.map((each) => omit(each, 'settled')), ...open].map((each) => [each.id, each]));
  const newest = (a: Doubt, b: Doubt) => b.since.localeCompare(a.since);
  const left = [...known.values()].filter(({ id, since }) => since <= at && !done.some((each) => each.id === id));
  return [...left.toSorted(newest), ...done.toSorted(newest)];
}

/** Beside a document: what it contradicts, and what was decided. */
const warningsOf = (id: string, doubts: readonly Doubt[]): readonly Warning[] =>
  doubts
    .filter(({ document }) => document.id === id)
    .map(({ field, name, told, says, settled, ...each }) => ({
      field,
      reason:
        settled === undefined
          ? `it says ${says}; ${told} is known of ${name} (doubt ${each.id}, open since ${each.since.slice(0, 10)})`
          : `${told} was known of ${name}: ${settled.keep === 'document' ? `corrected to ${says}` : 'kept'} on ${settled.at.slice(0, 10)} (${settled.why})`,
      ...(each.quote !== undefined && { quote: each.quote }),
    }));

export async function withDoubts(shown: ShownDocument, context: Pick<Context, 'journal' | 'now'>): Promise<ShownDocument> {
  return { ...shown, warnings: [...shown.warnings, ...warningsOf(shown.id, await allDoubts(context))] };
}

/** The official title that a person takes is that of the act itself. */
async function takeTitle({ kind, subject, says }: Doubt, why: string, context: LookupContext) {
  if (kind !== 'title') return;
  const [act] = (await context.documents.heads(await context.documents.byKey(`t:${titleKey(subject)}`))).filter(({ type }) => isAct(type));
  if (act) await labelDocument(act.id, [act.id], { english: says, why }, context);
}

/**
 * A person decides the open doubts of a document, or the one of that id: what is known stays, or the document is right and is told from
 * now on. Throws InputError where there is none.
 */
export async function settleDoubts(
  ref: string,
  { keep, why: given }: Readonly<{ keep: 'known' | 'document'; why: string }>,
  context: ReadContext,
): Promise<readonly Doubt[]> {
  const open = (await allDoubts(context)).filter(({ settled }) => settled === undefined);
  const ids = await idsOf(ref, context);
  const chosen = open.filter(({ id, document }) => id === ref || ids.includes(document.id));
  if (chosen.length === 0) throw new InputError(`no open doubt is "${ref}" or of that document; "hongtou doubts" lists them`);
  const why = reasonOf(given);
  const settled = chosen.map((each) => ({ ...each, settled: { keep, at: context.now().toISOString(), why } }));
  if (keep === 'document') for (const each of settled) await takeTitle(each, why, context);
  await context.journal.write('settled', [...((await context.journal.read('settled')) ?? []), ...settled]);
  return settled;
}
