import type { Head, Revision, ShownAttachment, ShownCopy, ShownDocument } from '../../model/document.ts';
import type { Context } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { attachmentRole } from '../../stages/attachment/attachment-role.ts';
import { actOf } from '../../stages/english/act-title.ts';
import { isConsultation } from '../../stages/facts/lifecycle/comment-window.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { canonicalUrl } from '../../stages/urls/address.ts';
import { shownFiles } from '../collect/files.ts';
import { work } from '../collect/work.ts';
import { factsOf } from './facts.ts';
import { citedBy, linksOf } from './links.ts';
import { judgeStatus } from './status.ts';
import { summarise } from './summary.ts';

/** The last visit of any of its pages. */
async function lastSeen(head: Head, context: Context): Promise<string> {
  const addresses = await Promise.all(head.copies.map(({ url }) => context.documents.address(canonicalUrl(url))));
  return addresses.reduce((latest, address) => (address && address.checkedAt > latest ? address.checkedAt : latest), head.lastSeenAt);
}

/** Copies whose differences are listed; further copies are only marked as different. */
const mostCompared = 10;

/** Copies with their differences from the primary copy. */
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

/** Beside a call for comment, files are named as what they are. */
const withRoles = ({ type, title }: Head, files: readonly ShownAttachment[]): readonly ShownAttachment[] =>
  isConsultation(type, title) ? files.map((file) => ({ ...file, ...opt('role', attachmentRole(file)) })) : files;

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
  const { bearing, ...facts } = await factsOf(head, text, links, context);
  const summary = await summarise({ ...rest, ...facts, text, status, links }, bearing, context);
  return {
    ...rest,
    ...opt('act', actOf(head)),
    ...(summary.length > 0 ? { summary } : {}),
    copies: await copiesOf(head, text, context),
    attachments: withRoles(head, await shownFiles(head.attachments, context)),
    status,
    statusReason,
    text,
    lastSeenAt: await lastSeen(head, context),
    revisions: (await context.documents.revisions(head.id)).map(withoutId),
    links,
    ...facts,
    ...(takenBack ? { labelTakenBack: takenBack } : {}),
    citedBy: cited.map(({ at: _at, quote: _quote, ...each }) => each),
  };
}
