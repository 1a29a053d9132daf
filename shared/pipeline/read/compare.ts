import type { ActChange, ActComparison, ChangedFact, ComparedDocument, SubjectPair } from '../../model/comparison.ts';
import type { Head } from '../../model/document.ts';
import { InputError } from '../../model/errors.ts';
import type { LookupContext } from '../../model/ports.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { actSubjects } from '../../registry/act-subjects.ts';
import { changedFacts, statedFacts, wordingDiffers } from '../../stages/english/stated-facts.ts';
import type { ComparedAct } from '../../stages/identity/compare-acts.ts';
import { textWithWorks } from '../collect/reading.ts';
import { certainTextOf } from '../collect/set-aside.ts';
import { work } from '../context.ts';
import { undone } from './as-of.ts';
import { englishOf } from './facts.ts';
import { findHead } from './resolve.ts';

type Side = { readonly head: Head; readonly shown: ComparedDocument; readonly act: ComparedAct };

const actOf = ({ title, number, issuers, dates }: Head, text: string): ComparedAct => ({
  title,
  issuers,
  dates,
  text,
  ...opt('number', number),
});

function shownOf(head: Head, revision?: number): ComparedDocument {
  const { id, title, number, dates } = head;
  const day = dates.signed?.value ?? dates.published?.value;
  return { id, title, ...englishOf(head), ...opt('number', number), ...opt('revision', revision), ...opt('day', day) };
}

/** A document by any reference, or one of its revisions by `REF@n`. Throws InputError that says which are there. */
async function sideOf(ref: string, context: LookupContext): Promise<Side> {
  const numbered = /^(.+)@(\d{1,6})$/.exec(ref.trim());
  const head = (await findHead(ref, context)) ?? (numbered?.[1] ? await findHead(numbered[1], context) : undefined);
  if (!head) throw new InputError(`no document found for "${ref}"; give an id, an address or a document number, with @n for a revision`);
  const asked = numbered && !(await findHead(ref, context)) ? Number(numbered[2]) : undefined;
  if (asked === undefined) {
    const text = await textWithWorks(head, await certainTextOf(head, context), context);
    return { head, shown: shownOf(head), act: actOf(head, text) };
  }
  const revisions = await context.documents.revisions(head.id);
  const revision = revisions.find(({ n }) => n === asked);
  if (!revision)
    throw new InputError(`"${ref}": no revision ${asked}; there are ${revisions.map(({ n }) => n).join(', ')}`, { usage: true });
  const then = undone(
    head,
    revisions.filter(({ n }) => n > asked),
  );
  return { head, shown: shownOf(then, asked), act: actOf(then, await certainTextOf(head, context, revision.textHash)) };
}

/** Articles whose facts are read for one comparison; of texts without end the first ones. */
const mostArticles = 200;

const readFacts = (texts: readonly string[], { head, shown }: Side, context: LookupContext) =>
  work('readArticleFacts', [texts, { type: head.type, ...opt('day', shown.day) }], head.url, context);

/** The facts in which the articles differ. */
async function factsOf(before: Side, after: Side, changes: readonly ActChange[], context: LookupContext): Promise<readonly ChangedFact[]> {
  const told = changes.filter((change) => change.before !== undefined || change.after !== undefined).slice(0, mostArticles);
  const was = await readFacts(
    told.map((change) => orEmpty(change.before)),
    before,
    context,
  );
  const is = await readFacts(
    told.map((change) => orEmpty(change.after)),
    after,
    context,
  );
  return told.flatMap(({ article }, i) => changedFacts(article, was[i], is[i]));
}

/** Both acts by subject, with the facts that each states of it. */
async function subjectsOf(before: Side, after: Side, context: LookupContext): Promise<readonly SubjectPair[]> {
  const pairs = await work('compareSubjects', [before.act, after.act], after.head.url, context);
  const factsIn = async (side: Side, articles: readonly { readonly text: string }[]) =>
    (
      await readFacts(
        articles.map(({ text }) => text),
        side,
        context,
      )
    ).flatMap((found) => statedFacts(found));
  return Promise.all(
    pairs.map(async ({ id, a, b }) => {
      const subject = actSubjects.find((each) => each.id === id);
      const facts = { a: await factsIn(before, a), b: await factsIn(after, b) };
      return { id, names: { en: subject?.en ?? id, zh: subject?.zh ?? id }, a, b, facts };
    }),
  );
}

/** Of two revisions of one document, what was said to have changed when the later ones were recorded. */
async function announcedBetween(before: Side, after: Side, context: LookupContext): Promise<Pick<ActComparison, 'announced'>> {
  const [from, to] = [before.shown.revision, after.shown.revision];
  if (before.head.id !== after.head.id || from === undefined || to === undefined) return {};
  const revisions = await context.documents.revisions(after.head.id);
  return { announced: revisions.filter(({ n, by }) => n > from && n <= to && by === 'publisher').flatMap(({ changes }) => changes) };
}

/** Two documents or revisions of any references, article by article. Throws InputError for a reference that stands for nothing. */
export async function compareDocuments(a: string, b: string, context: LookupContext): Promise<ActComparison> {
  const [before, after] = [await sideOf(a, context), await sideOf(b, context)];
  const changes = await work('compareActs', [before.act, after.act], after.head.url, context);
  const facts = await factsOf(before, after, changes, context);
  const subjects = before.head.id !== after.head.id && wordingDiffers(changes) ? await subjectsOf(before, after, context) : undefined;
  return {
    a: before.shown,
    b: after.shown,
    changes,
    facts,
    ...opt('subjects', subjects),
    ...(await announcedBetween(before, after, context)),
  };
}
