import { DamagedError } from '../../../model/errors.ts';
import type { Key } from '../../../model/table.ts';
import { opt } from '../../../model/values.ts';

/** What may be wrong, and what to do about it. */
const remedies = {
  damaged:
    '"hongtou rebuild" makes it again where the store says what it was; what is left only a copy of the folder has, or (deployed) an earlier version',
  lost: 'nothing gives it again but a copy of the folder or (deployed) the versions of its records; else its page brings it anew',
  missing:
    '"hongtou rebuild" makes it again where the store says what it was; what is left only a copy of the folder has, or (deployed) its versions',
  altered: 'the bucket says otherwise than the table: "hongtou rebuild" puts the table right',
  stale: 'the table is older than the bucket: "hongtou rebuild" brings it up',
  unrecorded: 'the bucket does not know of it: if it is yours, "hongtou rebuild" makes its record; if not, somebody put it there',
  orphan: 'nothing refers to it: it is left over or was put there, and harms nothing',
  empty: 'the table is empty and the bucket is not: "hongtou rebuild" makes the table again',
  index: 'make the search index anew: hongtou rebuild',
  unreadable: 'look at what the message says, then run "hongtou verify" again',
} as const;

export type FindingKind = keyof typeof remedies;
export type Finding = {
  readonly kind: FindingKind;
  /** Key of an object, or of an item of the table as `pk sk`. */
  readonly key: string;
  readonly detail: string;
  readonly remedy: string;
  readonly documentId?: string;
};

export const finding = (kind: FindingKind, key: string, detail: string, documentId?: string): Finding => ({
  kind,
  key,
  detail,
  remedy: remedies[kind],
  ...opt('documentId', documentId),
});

/** The name of an item of the table. */
export const itemName = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** Runs a check; what cannot be read is a finding too, and the next check follows. */
export async function collectFindings(key: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DamagedError) return [finding('damaged', error.key, 'its bytes do not have the checksum that was kept with them')];
    if (error instanceof SyntaxError) return [finding('damaged', key, `it is no JSON: ${error.message}`)];
    return [finding('unreadable', key, error instanceof Error ? error.message : String(error))];
  }
}
