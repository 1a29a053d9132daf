import type { Head } from '../../model/document.ts';
import type { IndexMark } from '../../model/hour.ts';

/** A head is marked before it is written, so a mark may come before its head: it then stays for the next round. */
export const isThere = ({ documentId, version }: IndexMark, heads: ReadonlyMap<string, Head>): boolean =>
  (heads.get(documentId)?.version ?? -1) >= Math.floor(version);
