import type { Head, Link } from '../model/document.ts';
import type { Context } from '../model/ports.ts';
import type { CommentWindow, DocumentFigure, RegisterCitation, RegisterEntry, Stages, Window } from '../model/register.ts';
import { wholeDays } from '../model/time.ts';
import { isAct } from '../stages/acts.ts';
import { readFigures } from '../stages/figures.ts';
import { bareTitleKey, citationKeys } from '../stages/resolve.ts';
import { sequenceOf } from '../stages/sequence.ts';
import { readCommentWindow, readWindows } from '../stages/windows.ts';
import { textWithWorks } from './files.ts';

/** What is worked out from a stored text whenever it is asked for, by today's readers. */
export type Facts = {
  readonly figures: readonly DocumentFigure[];
  readonly windows: readonly Window[];
  readonly comment?: CommentWindow;
  readonly stages?: Stages;
};

const dayOf = ({ dates }: Head): string | undefined => dates.published?.value ?? dates.signed?.value;

/** What is stated counts wherever it stands: on the page or in the work attached to it. */
async function statedIn(head: Head, text: string, context: Context): Promise<Pick<Facts, 'figures' | 'windows'>> {
  const day = dayOf(head);
  const { title, type, dates, language } = head;
  const whole = await textWithWorks(head, text, context);
  return {
    figures: readFigures({ title, text: whole, type, language, ...(day === undefined ? {} : { day }) }),
    windows: readWindows({ title, text: whole, type, dates }),
  };
}

/** Figures, windows, ways to comment, and the other stage of a document. `links` are those of today. */
export async function factsOf(head: Head, text: string, links: readonly Link[], context: Context): Promise<Facts> {
  const stated = await statedIn(head, text, context);
  // Ways to comment are the page's: a phone or mail in the draft itself is somebody else's.
  const comment = readCommentWindow({ title: head.title, text, type: head.type, dates: head.dates });
  const stages = await stagesOf(head, links, context);
  return { ...stated, ...(comment ? { comment } : {}), ...(stages ? { stages } : {}) };
}

/** English title of a held document, for those who name it; nothing when it has none of its own. */
export const englishOf = ({ english: { title }, title: original }: Head): { readonly english?: string } =>
  title === '' || title === original ? {} : { english: title };

const stageOf = (head: Head) => {
  const date = dayOf(head);
  return { id: head.id, title: head.title, ...englishOf(head), ...(date === undefined ? {} : { date }) };
};

/** The draft and the final text: of several the nearest in time, and never a draft that is younger than the text. */
async function stagesOf(head: Head, links: readonly Link[], context: Context): Promise<Stages | undefined> {
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
  return { ...stages, ...(days === undefined ? {} : { days }) };
}

function citesOf({ citations }: Head): RegisterCitation[] {
  return citations.map((citation) => {
    const bare = bareTitleKey(citation);
    const { title, number, relation, quote, url } = citation;
    const sequence = sequenceOf(number);
    return {
      keys: [...citationKeys(citation), ...(bare === undefined ? [] : [bare])],
      ...(title === undefined ? {} : { title }),
      ...(number === undefined ? {} : { number }),
      relation,
      quote,
      ...(url === undefined ? {} : { url }),
      ...(sequence ? { sequence } : {}),
    };
  });
}

/** What the index keeps of a document for questions across documents. */
export async function registerOf(head: Head, text: string, context: Context): Promise<RegisterEntry> {
  const day = dayOf(head);
  const act = isAct(head.type);
  const sequence = act ? sequenceOf(head.number) : undefined;
  return {
    keys: head.keys,
    act,
    draft: head.type === 'draft',
    ...(day === undefined ? {} : { day }),
    ...(sequence ? { sequence } : {}),
    cites: citesOf(head),
    ...(head.relevant ? await statedIn(head, text, context) : { figures: [], windows: [] }),
  };
}
