import { DamagedError, messageOf } from '../../model/errors.ts';
import type { Context } from '../../model/ports.ts';
import { backupKey, type Key } from '../../model/table.ts';
import { opt } from '../../model/values.ts';
import { sha256 } from '../../stages/text/hash.ts';
import { pagesBehind } from '../collect/reading.ts';

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

type FindingKind = keyof typeof remedies;
export type Finding = {
  readonly kind: FindingKind;
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

export const itemName = ({ pk, sk }: Key): string => `${pk} ${sk}`;

export async function collectFindings(key: string, check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof DamagedError) return [finding('damaged', error.key, 'its bytes do not have the checksum that was kept with them')];
    if (error instanceof SyntaxError) return [finding('damaged', key, `it is no JSON: ${error.message}`)];
    return [finding('unreadable', key, messageOf(error))];
  }
}

export type NeededObjects = Map<string, string>;

const bytesForm = /^evidence\/sha256\/([\da-f]{64})$/;
const descriptionForm = /^evidence\/sha256\/([\da-f]{64})\/[\da-f]{32}\.json$/;
/** The digest of a running week is overwritten. */
const runningForm = /^digests\/running\/\d{4}-W\d{2}\.json$/;

function takenBy(key: string, needed: NeededObjects): string | undefined {
  const by = needed.get(key);
  needed.delete(key);
  return by;
}

async function checkDescription(key: string, hash: string, needed: NeededObjects, context: Context): Promise<readonly Finding[]> {
  const by = takenBy(key, needed);
  const page = await context.snapshots.load(key);
  if (!page) return [finding('altered', key, 'the description is not the one that its name is for, or its bytes are missing', by)];
  if (sha256(page.bytes) !== hash)
    return [finding('damaged', `evidence/sha256/${hash}`, 'the bytes do not have the hash they are named by', by)];
  return [];
}

/**
 * Bytes with the description that is kept with them; undefined when there is none: one has to follow. Of bytes that cannot be read nothing
 * else is told.
 */
async function checkBytes(key: string, hash: string, needed: NeededObjects, context: Context): Promise<readonly Finding[] | undefined> {
  let own: string | undefined;
  const damaged = await collectFindings(key, async () => {
    own = await context.snapshots.keyOf(hash);
    return [];
  });
  if (damaged.length > 0) for (const each of [...needed.keys()].filter((name) => name.startsWith(`${key}/`))) needed.delete(each);
  if (damaged.length > 0) return damaged;
  const described = own;
  return described === undefined ? undefined : collectFindings(described, () => checkDescription(described, hash, needed, context));
}

/** Objects that are named by the hash of their bytes: what one is, and what nothing says that nothing needs it. */
const hashed: readonly (readonly [form: RegExp, what: string, unneeded?: string])[] = [
  [/^pages\/sha256\/([\da-f]{64})$/, 'list', 'no document or revision has this list of pages'],
  [/^digests\/sha256\/([\da-f]{64})$/, 'digest'],
  [/^text\/sha256\/([\da-f]{64})$/, 'text', 'no document, revision, file or digest has this text'],
];

async function checkObject(key: string, needed: NeededObjects, context: Context): Promise<readonly Finding[]> {
  for (const [form, what, unneeded] of hashed) {
    const [, hash] = form.exec(key) ?? [];
    if (hash === undefined) continue;
    const by = takenBy(key, needed);
    const bytes = await context.archive.bytes(key);
    if (!bytes && what === 'text') return [finding('missing', key, 'the bucket lists it and cannot give it', by)];
    if (!bytes || sha256(bytes) !== hash) return [finding('damaged', key, `the ${what} does not have the hash it is named by`, by)];
    if (by === undefined && unneeded !== undefined) return [finding('orphan', key, unneeded)];
    const isWhole = what !== 'list' || (await pagesBehind(key, context)).length > 0;
    return isWhole ? [] : [finding('missing', key, 'evidence of a page of its text is missing', by)];
  }
  const [, described] = descriptionForm.exec(key) ?? [];
  if (described !== undefined) return checkDescription(key, described, needed, context);
  const isKnown = runningForm.test(key) || key === backupKey;
  return isKnown ? [] : [finding('orphan', key, 'no part of the program makes objects of this name')];
}

/**
 * Checks every object of evidence and text: that it is what its name says, and that something needs it. Reports keys that no part of the
 * program makes.
 */
export async function checkObjects(needed: NeededObjects, index: ReadonlySet<string>, context: Context): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>();
  const add = (all: readonly Finding[]) => {
    for (const each of all) findings.set(`${each.kind} ${each.key}`, each);
  };
  let undescribed: string | undefined;
  for await (const key of context.archive.keys('')) {
    if (undescribed !== undefined && !key.startsWith(`${undescribed}/`))
      add([finding('orphan', undescribed, 'bytes that no description is for')]);
    const [, bytes] = bytesForm.exec(key) ?? [];
    const found = bytes === undefined ? undefined : await checkBytes(key, bytes, needed, context);
    add(found ?? []);
    undescribed = bytes !== undefined && found === undefined ? key : undefined;
    if (bytes !== undefined || /^(?:records|readers)\//.test(key) || index.has(key)) continue;
    add(await collectFindings(key, () => checkObject(key, needed, context)));
  }
  if (undescribed !== undefined) add([finding('orphan', undescribed, 'bytes that no description is for')]);
  for (const [key, by] of needed) add([finding('missing', key, 'the bucket lacks what is referred to', by)]);
  return [...findings.values()];
}
