import type { Section } from '../../model/article.ts';
import type { CrossIndexFacts, IndexedCitation } from '../../model/cross-index.ts';
import type { Head, Link } from '../../model/document.ts';
import type { DraftStages } from '../../model/facts.ts';
import type { LookupContext } from '../../model/ports.ts';
import { wholeDays } from '../../model/time.ts';
import { opt } from '../../model/values.ts';
import { announcedKey, bareTitleKey, citationKeys } from '../../stages/identity/resolve.ts';
import type { FactsInput, RegisteredFacts, StatedFacts } from '../../stages/jobs.ts';
import { sequenceOf } from '../../stages/numbers/sequence.ts';
import { isAct } from '../../stages/text/acts.ts';
import { textWithWorks } from '../collect/reading.ts';
import { factsWithin, noFacts } from '../collect/set-aside.ts';
import { openMemo, work } from '../context.ts';

/** Facts that today's readers find in a stored text whenever it is shown. */
export type DocumentFacts = Omit<StatedFacts, 'structure'> & { readonly stages?: DraftStages; readonly structure?: readonly Section[] };

const documentDay = ({ dates }: Head): string | undefined => dates.published?.value ?? dates.signed?.value;

/** About 10 KB each. */
const known = openMemo<StatedFacts>(1000, (facts) => facts !== noFacts);

/** Facts count wherever they are stated: on the page or in the work attached to it. */
async function toldOf(head: Head, text: string, context: LookupContext): Promise<Omit<FactsInput, 'text'>> {
  const { title, type, dates, language } = head;
  return { title, type, dates, language, whole: await textWithWorks(head, text, context), ...opt('day', documentDay(head)) };
}

/** They stay while the document does. */
const statedIn = (head: Head, text: string, context: LookupContext): Promise<StatedFacts> =>
  known(context, `${head.id} ${head.version} ${head.textHash}`, async () => {
    const told = await toldOf(head, text, context);
    return factsWithin(head, () => work('facts', [{ ...told, text }], head.url, context), context);
  });

/** Figures, windows, ways to comment, the parts of the text, and the other stage of a document. `links` are today's. */
export async function factsOf(head: Head, text: string, links: readonly Link[], context: LookupContext): Promise<DocumentFacts> {
  const { structure, ...stated } = await statedIn(head, text, context);
  const stages = await stagesOf(head, links, context);
  return { ...stated, ...(structure.length > 0 ? { structure } : {}), ...(stages ? { stages } : {}) };
}

/** What the index keeps of the facts of a document, which nobody asks for again soon. */
async function registeredFacts(head: Head, text: string, context: LookupContext): Promise<RegisteredFacts> {
  if (!head.relevant) return { figures: [], windows: [] };
  const told = await toldOf(head, text, context);
  const { figures, windows } = await factsWithin(head, () => work('registeredFacts', [told], head.url, context), context);
  return { figures, windows };
}

/** English title of a stored document; nothing when it has none of its own. */
export const englishOf = ({ english: { title }, title: original }: Head): { readonly english?: string } =>
  title === '' || title === original ? {} : { english: title };

const stageOf = (head: Head) => {
  const date = documentDay(head);
  return { id: head.id, title: head.title, ...englishOf(head), ...opt('date', date) };
};

/** The draft or final text of a document: of several the nearest in time, and never a draft that is younger than the final text. */
async function stagesOf(head: Head, links: readonly Link[], context: LookupContext): Promise<DraftStages | undefined> {
  const others = links.filter(({ relation, to }) => (relation === 'draft-of' || relation === 'final-of') && to.id !== undefined);
  const heads = await context.documents.heads(others.flatMap(({ to }) => to.id ?? []));
  const ordered = heads
    .map((other) =>
      head.type === 'draft' ? { draft: stageOf(head), final: stageOf(other) } : { draft: stageOf(other), final: stageOf(head) },
    )
    .map((each) => ({ ...each, days: wholeDays(each.draft.date, each.final.date) }))
    .filter(({ days }) => days === undefined || days >= 0)
    .toSorted((a, b) => (a.days ?? Number.MAX_SAFE_INTEGER) - (b.days ?? Number.MAX_SAFE_INTEGER));
  const [nearest] = ordered;
  if (!nearest) return undefined;
  const { days, ...stages } = nearest;
  return { ...stages, ...opt('days', days) };
}

function citesOf({ citations }: Head): IndexedCitation[] {
  return citations.map((citation) => {
    const bare = bareTitleKey(citation);
    const { title, number, relation, quote, url, issuer } = citation;
    const sequence = sequenceOf(number);
    return {
      keys: [...citationKeys(citation), ...(bare === undefined ? [] : [bare]), ...(issuer === undefined ? [] : [announcedKey(issuer)])],
      ...opt('title', title),
      ...opt('number', number),
      relation,
      quote,
      ...opt('url', url),
      ...(sequence ? { sequence } : {}),
    };
  });
}

/** The facts that the index keeps of a document for questions across documents. */
export async function toCrossIndexFacts(head: Head, text: string, context: LookupContext): Promise<CrossIndexFacts> {
  const day = documentDay(head);
  const act = isAct(head.type);
  const sequence = act ? sequenceOf(head.number) : undefined;
  return {
    keys: head.keys,
    act,
    draft: head.type === 'draft',
    ...opt('day', day),
    ...(sequence ? { sequence } : {}),
    cites: citesOf(head),
    ...(await registeredFacts(head, text, context)),
  };
}
