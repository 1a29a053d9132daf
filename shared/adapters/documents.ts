import { createHash } from 'node:crypto';
import type { Head, Label, Revision } from '../model/document.ts';
import type { Address, Documents, SeenEntry } from '../model/ports.ts';
import * as keys from '../model/table.ts';
import { weekOf } from '../model/time.ts';
import { withLabel } from '../stages/label.ts';
import { bareTitleKey, citationKeys } from '../stages/resolve.ts';
import type { Table } from './table.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** A fraction that tells one label from another. */
const markOf = (label: Label): number => Number.parseInt(hash(JSON.stringify(label)).slice(0, 6), 16) / 0x1000000;

/** Version 0.1 kept the instant alone; what its list said then is not known. */
const seenOf = (value: unknown): SeenEntry | undefined =>
  typeof value === 'string' ? { at: value, lines: [] } : (value as SeenEntry | undefined);

/** Writes what a document can be found by, and what it waits for. Keys first, so that a head is never without them. */
async function putNames(table: Table, head: Head): Promise<void> {
  for (const key of head.keys) await table.put({ ...keys.nameKey(key, head.id), value: head.id }, 'absent');
  for (const citation of head.citations) {
    const bare = bareTitleKey(citation);
    for (const key of [...citationKeys(citation), ...(bare === undefined ? [] : [bare])]) {
      const value = { documentId: head.id, relation: citation.relation, quote: citation.quote };
      await table.put({ ...keys.citedKey(key, head.id, citation.relation), value }, 'absent');
    }
  }
}

/** Documents, addresses and entries in the one table. A value read back is what `putHead` and its like wrote: this adapter is the only writer. */
export function openDocuments(table: Table): Documents {
  const touch: Documents['touch'] = async ({ id, version }) => {
    await table.put({ ...keys.dirtyKey(id), value: { documentId: id, version }, v: version }, 'none');
  };
  const label = async (id: string): Promise<Label | undefined> =>
    ((await table.get(keys.labelKey(id))) as { readonly label: Label } | undefined)?.label;
  const putLabel = (documentId: string, given: Label): Promise<boolean> =>
    table.put(
      { ...keys.labelKey(documentId), value: { documentId, label: given }, gsi1: { pk: keys.listOfLabels, sk: documentId } },
      'none',
    );
  /** A person's themes stand in the place of the model's in every head that is read. */
  async function readHead(id: string): Promise<Head | undefined> {
    const [head, given] = await Promise.all([table.get(keys.headKey(id)) as Promise<Head | undefined>, label(id)]);
    return head && given ? withLabel({ ...head, label: given }) : head;
  }
  return {
    touch,
    label,
    async putLabel(head, given) {
      await putLabel(head.id, given);
      // Not the version of the head, which stays: an entry that the index is working off must not be taken for this one.
      await touch({ ...head, version: head.version + markOf(given) });
    },
    async labelled(after, limit) {
      const found = await table.queryIndex('gsi1', keys.listOfLabels, { ...(after === undefined ? {} : { after }), limit });
      return found.map((item) => (item.value as { readonly documentId: string }).documentId);
    },
    seen: (sourceId, urls) => Promise.all(urls.map(async (url) => seenOf(await table.get(keys.seenKey(sourceId, hash(url)))))),
    async markSeen(sourceId, entries) {
      await Promise.all(entries.map(({ url, seen }) => table.put({ ...keys.seenKey(sourceId, hash(url)), value: seen }, 'none')));
    },
    address: async (url) => (await table.get(keys.addressKey(hash(url)))) as Address | undefined,
    async saveAddress(address) {
      const item = { ...keys.addressKey(hash(address.canonicalUrl)), value: address };
      await table.put({ ...item, gsi2: { pk: keys.dueList, sk: `${address.dueAt}#${hash(address.canonicalUrl)}` } }, 'none');
    },
    async dueAddresses(now, limit) {
      const found = await table.queryIndex('gsi2', keys.dueList, { upTo: `${now}~`, limit });
      return found.map((item) => item.value as Address);
    },
    head: readHead,
    heads: async (ids) => (await Promise.all(ids.map(readHead))).filter((head) => head !== undefined),
    async byKey(key, limit = 10) {
      return (await table.query(`KEY#${key}`, { limit })).map((item) => item.sk);
    },
    async putHead({ label: given, themesBy: _by, ...head }) {
      // An import brings the label along.
      if (given && head.version === 1) await putLabel(head.id, given);
      await putNames(table, head);
      await touch(head);
      const item = { ...keys.headKey(head.id), value: head, v: head.version, gsi1: { pk: keys.listOfDocuments, sk: head.id } };
      return table.put(item, head.version === 1 ? 'absent' : { v: head.version - 1 });
    },
    async putRevision(revision) {
      const at = `${revision.at}#${revision.documentId}#${String(revision.n).padStart(5, '0')}`;
      const event = revision.by === 'publisher' ? { gsi1: { pk: keys.changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
      return table.put({ ...keys.revisionKey(revision.documentId, revision.n), value: revision, ...event }, 'absent');
    },
    async revisions(documentId) {
      const found = await table.query(`DOC#${documentId}`, { prefix: keys.revisionPrefix });
      return found.map((item) => item.value as Revision);
    },
    async changes(week) {
      return (await table.queryIndex('gsi1', keys.changesOf(week))).map((item) => item.value as Revision);
    },
    async citedBy(key) {
      const found = await table.query(`CITED#${key}`, { limit: 200 });
      return found.map((item) => item.value as { documentId: string; relation: string; quote: string });
    },
    async allIds(after, limit) {
      const found = await table.queryIndex('gsi1', keys.listOfDocuments, { ...(after === undefined ? {} : { after }), limit });
      return found.map((item) => (item.value as Head).id);
    },
    async dirty(limit) {
      return (await table.query('DIRTY', { limit })).map((item) => item.value as { documentId: string; version: number });
    },
    async clean(entries) {
      for (const { documentId, version } of entries) await table.remove(keys.dirtyKey(documentId), { v: version });
    },
  };
}
