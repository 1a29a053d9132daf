import type { Head, ShownAttachment, ShownCopy, ShownDocument } from '../../model/document.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { omit, opt } from '../../model/values.ts';
import { attachmentRole } from '../../stages/attachment/attached-works.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { isUntold, keyFactsOf } from '../../stages/english/summary-parts.ts';
import { isConsultation } from '../../stages/facts/lifecycle/stated-dates.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { isAct } from '../../stages/text/acts.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { shownFiles } from '../collect/reading.ts';
import { textOf } from '../collect/set-aside.ts';
import { work } from '../context.ts';
import { summarise } from './compare.ts';
import { factsOf, translationsAmong } from './facts.ts';
import { citedBy, judge, linksOf, unseenWarning, withStanding } from './status.ts';

async function lastSeen(head: Head, context: LookupContext) {
  const addresses = await Promise.all(head.copies.map(({ url }) => context.documents.address(canonicalUrl(url))));
  return addresses.reduce((latest, address) => (address && address.checkedAt > latest ? address.checkedAt : latest), head.lastSeenAt);
}

/** Copies whose differences are listed; further copies are only marked as different. */
const mostCompared = 10;

async function copiesOf(head: Head, text: string, context: LookupContext) {
  const carrier = primaryCopyOf(head);
  let compared = 0;
  return Promise.all(
    head.copies.map(async (each) => {
      const copy: ShownCopy = each.goneAt === undefined ? each : { ...each, state: 'gone' };
      if (!carrier || !copy.differs || copy.textHash === undefined || compared >= mostCompared) return copy;
      compared += 1;
      const other = await textOf(head, context, copy.textHash);
      if (isLost(head, text) || isLost({ textHash: copy.textHash }, other)) return copy;
      return { ...copy, differences: await work('differencesOf', [{ ...head, text }, carrier, copy, other], copy.url, context) };
    }),
  );
}

/** Beside a call for comment, files are named as what they are. */
const withRoles = ({ type, title }: Head, files: readonly ShownAttachment[]) =>
  isConsultation(type, title) ? files.map((file) => ({ ...file, ...opt({ role: attachmentRole(file) }) })) : files;

/** What a stored head has for the store alone. */
const unshown = ['keys', 'textHash', 'evidence', 'revisionCount', 'version', 'unsettled', 'unlabelled'] as const;

export const isLost = ({ textHash }: Pick<Head, 'textHash'>, text: string) => text === '' && textHash !== sha256('');
const lostText = {
  field: 'text',
  reason: 'its text is damaged in the store and is not shown; "hongtou rebuild" reads it again from its evidence',
};

/**
 * What is read of a document for a digest too: its text, links, status, facts and summary, and who cites it, which nobody asks where its
 * status is `known`.
 */
async function readThrough(given: Head, context: LookupContext, known?: ShownDocument['status']) {
  const standing = withStanding(given, context);
  const reading = [known === undefined ? citedBy(given, context) : [], textOf(given, context), linksOf(given, context)] as const;
  const [cited, text, links] = await Promise.all(reading);
  const judged = await judge(standing, cited, context);
  const { reason: statusReason, effects, doubts } = judged;
  const head: typeof standing = { ...standing, dates: judged.head.dates, english: judged.head.english };
  const rest = omit(head, ...unshown);
  const { bearing, ...facts } = await factsOf(given, text, links, context);
  const status = known ?? judged.status;
  const changedBy = effects.length > 0 ? { changedBy: effects } : {};
  const summary = await summarise({ ...rest, ...facts, ...changedBy, text, status, links }, bearing, context);
  const citing = cited.map((each) => omit(each, 'source', 'at', 'quote', 'changes'));
  const act = opt({ act: actOf(head) });
  const unseen = head.notSeenOnIssuersSite ? [unseenWarning(head.notSeenOnIssuersSite)] : [];
  const warnings = [...unseen, ...(isLost(given, text) ? [lostText] : []), ...head.warnings, ...doubts];
  const judgement = { warnings, status, statusReason, ...changedBy };
  const translations = translationsAmong(cited, context);
  return {
    ...rest,
    ...act,
    ...(await told(summary, context)),
    ...judgement,
    text,
    links,
    ...facts,
    ...(translations.length > 0 && { translations }),
    citedBy: citing,
  };
}

/** Beside what rules leave Chinese stands what a translator made of it. */
async function told(made: readonly SummaryLine[], { machine }: LookupContext) {
  const lines = await Promise.all(
    made.map(async (line) => ({ ...line, ...opt({ machine: isUntold(line) ? await machine?.kept(line.quote) : undefined }) })),
  );
  const keyFacts = keyFactsOf(lines);
  const summary = lines.map((line) => omit(line, 'fact'));
  return { ...(summary.length > 0 && { summary }), ...(keyFacts.length > 0 && { keyFacts }) };
}

/**
 * A document as a digest needs it: without its revisions, the words of its files, the differences of its copies and the last visit.
 * `known`: its status, where the index told it.
 */
export async function showForDigest(head: Head, context: LookupContext, known?: ShownDocument['status']): Promise<ShownDocument> {
  const { copies, attachments } = head;
  return { ...(await readThrough(head, context, known)), copies, attachments, revisions: [] };
}

/** A document as a digest names it in one line: its text is not read, and links only of what reads or reports an act. */
export async function showInOneLine(given: Head, context: LookupContext, known?: ShownDocument['status']): Promise<ShownDocument> {
  const head = withStanding(given, context);
  const judged = await judge(head, known === undefined ? await citedBy(head, context) : [], context);
  const { status, reason: statusReason } = judged;
  const { dates, english } = judged.head;
  const links = isAct(head.type) ? [] : await linksOf(head, context);
  return {
    ...omit(head, ...unshown),
    dates,
    english,
    ...opt({ act: actOf(judged.head) }),
    status: known ?? status,
    statusReason,
    text: '',
    links,
    citedBy: [],
    revisions: [],
  };
}

/** A document as the product shows it (docs/contract.md 3.3). */
export async function showDocument(head: Head, context: LookupContext): Promise<ShownDocument> {
  const [read, takenBack, files, seen, revisions] = await Promise.all([
    readThrough(head, context),
    head.label ? undefined : context.documents.takenBack(head.id),
    shownFiles(head.attachments, context),
    lastSeen(head, context),
    context.documents.revisions(head.id),
  ]);
  return {
    ...read,
    copies: await copiesOf(head, read.text, context),
    attachments: withRoles(head, files),
    lastSeenAt: seen,
    revisions: revisions.map((revision) => omit(revision, 'documentId')),
    ...opt({ labelTakenBack: takenBack }),
  };
}
