import type { Attachment } from '../../model/article.ts';
import type { Head } from '../../model/document.ts';
import { DamagedError } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { opt } from '../../model/values.ts';
import { damagedAside } from '../../model/work-job.ts';

/** What is damaged, as it is named: a document, or a file beside one. */
type Named = Pick<Attachment, 'url' | 'textHash'> & Partial<Pick<Head, 'id' | 'sourceId' | 'title'>>;
type Damage = Pick<Context, 'documents' | 'now'>;

/**
 * Whether an error is about what is stored of one document, so that the others go on: it is damaged, or of a form that the program does not expect. An error of
 * network, disk or service is about all of them.
 */
export const isOfOneDocument = (error: unknown): error is Error =>
  error instanceof DamagedError || error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;

/** Sets something of a document aside: `alarms` and the command name it, and whatever asked goes on without it. */
export function setDamagedAside(error: Error, { id, url, title, sourceId = '', textHash = '' }: Named, context: Damage): Promise<void> {
  const key = damagedAside(error instanceof DamagedError ? error.key : `document ${id}`);
  const detail = error.message.split(';')[0] ?? error.message;
  return context.documents.setAside({
    key,
    url,
    sourceId,
    ...opt('title', title),
    ...opt('documentId', id),
    hash: textHash,
    detail,
    since: context.now().toISOString(),
  });
}

type Texts = Damage & Pick<Context, 'snapshots'>;

/** The text of a document that something is said of: one that is damaged or gone is set aside, and DamagedError thrown. */
export async function certainTextOf(head: Named & Pick<Head, 'textHash'>, context: Texts, hash: string = head.textHash): Promise<string> {
  try {
    return await context.snapshots.loadText(hash);
  } catch (error) {
    if (error instanceof DamagedError) await setDamagedAside(error, head, context);
    throw error;
  }
}

/** The text of a document for showing, searching and composing: nothing where it is damaged or gone. */
export async function textOf(...asked: Parameters<typeof certainTextOf>): Promise<string> {
  try {
    return await certainTextOf(...asked);
  } catch (error) {
    if (error instanceof DamagedError) return '';
    throw error;
  }
}
