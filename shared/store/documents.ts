import type { Head, Label, PendingRevision, Revision, TakenBack } from '../model/document.ts';
import type { Address, Documents, RevisionEvent, SeenEntry } from '../model/ports.ts';
import type { IndexMark } from '../model/run.ts';
import {
  addressKey,
  asideKey,
  changesOf,
  citedKey,
  claimKey,
  formerMarkKey,
  headKey,
  indexMarkKey,
  type Key,
  labelKey,
  listOfAsides,
  listOfDocuments,
  listOfLabels,
  listOfMarks,
  listOfTurns,
  meantKey,
  nameKey,
  newsKey,
  newsList,
  placeLists,
  probeKey,
  revisionKey,
  revisionPrefix,
  seenKey,
  turnKey,
  visitsOf,
} from '../model/table.ts';
import type { SetAside } from '../model/task.ts';
import { weekOf } from '../model/time.ts';
import { digits, opt } from '../model/values.ts';
import { withLabel, withoutLabel } from '../stages/classify/label.ts';
import { bareTitleKey, citationKeys } from '../stages/identity/resolve.ts';
import { hash } from './objects.ts';
import { type Item, keep, type Table, valuesOf } from './table.ts';

export type NumberedRevision = PendingRevision & { readonly position?: number };
const withoutMeant = <Told extends NumberedRevision>({ meant: _wanted, ...rest }: Told): Omit<Told, 'meant'> => rest;

type News = {
  numbered(revision: Revision): Promise<PendingRevision>;
  announce(event: PendingRevision, own: boolean): Promise<void>;
  isAnnounced(revision: Revision): Promise<boolean>;
  readonly between: Documents['news'];
  readonly firstOf: Documents['firstNews'];
  readonly end: Documents['newsEnd'];
};

const isOne = (a: Revision, b: Revision): boolean =>
  a.documentId === b.documentId && a.n === b.n && a.at === b.at && a.what === b.what && a.textHash === b.textHash;

/** Events and the revisions that they are about stand side by side in the list of a week, in the order of their instants. */
const mostMixed = 20;

/** After each failure another event was announced meanwhile. */
const mostTries = 200;

type List = Omit<News, 'numbered' | 'announce'>;

const openList = (table: Table): List => ({
  isAnnounced: async ({ documentId, n }) => (await table.get(meantKey(documentId, n))) !== undefined,
  async between(after, upTo) {
    if (upTo <= after) return [];
    const found = await table.query(newsList, { after: newsKey(after).sk, upTo: newsKey(upTo).sk });
    return found.map((item) => ({ ...withoutMeant(item.value as NumberedRevision), position: Number(item.sk) }));
  },
  async firstOf(week) {
    const found = await table.queryIndex('gsi1', changesOf(week), { limit: mostMixed });
    const positions = found.flatMap((item) => (item.value as NumberedRevision).position ?? []);
    return positions.length === 0 ? undefined : Math.min(...positions);
  },
  end: async () => Number((await table.query(newsList, { limit: 1, newestFirst: true }))[0]?.sk ?? 0),
});

function openTaking(table: Table, now: () => Date) {
  const hasWanted = async (event: PendingRevision): Promise<boolean> => {
    const stored = event.meant === undefined ? undefined : await table.get<NumberedRevision>(newsKey(event.meant));
    return stored !== undefined && isOne(stored, event);
  };
  async function take(revision: PendingRevision, position: number): Promise<boolean> {
    // A clock that was set back puts no event before its first reading.
    const [seen = revision.at] = [revision.at, now().toISOString()].toSorted().reverse();
    const sk = `${seen}#${revision.documentId}#${digits(revision.n, 5)}`;
    const value: NumberedRevision = { ...revision, position };
    const item = { ...newsKey(position), value, gsi1: { pk: changesOf(weekOf(new Date(seen))), sk } };
    if (await table.put(item, 'absent')) return true;
    return isOne((await table.get(newsKey(position))) as NumberedRevision, revision);
  }
  return { take, hasWanted };
}

/**
 * The list of events in the order of their announcement. The head of an event says which number it wants; when that is taken, the event
 * first writes down another one, then takes it if it is free. So two writers of one event want the same number, and new events always come
 * after the end of the list.
 */
export function openNews(table: Table, now: () => Date): News {
  const list = openList(table);
  const { end } = list;
  const { take, hasWanted } = openTaking(table, now);

  /** The number that the event wants: as decided before, or the one after the end. `undefined` when another writer was faster. */
  async function meant(revision: PendingRevision, taken: number | undefined): Promise<number | undefined> {
    const key = meantKey(revision.documentId, revision.n);
    const stored = await table.get<NumberedRevision>(key);
    if (stored && stored.position !== taken && isOne(stored, revision)) return stored.position;
    const position = (await end()) + 1;
    const condition = stored?.position === undefined ? 'absent' : { v: stored.position };
    return (await table.put(meantItem({ ...revision, position }), condition)) ? position : undefined;
  }

  return {
    ...list,
    async numbered(revision) {
      return { ...revision, meant: (await end()) + 1 };
    },
    async announce(event, own) {
      // Whoever finds a head later only looks whether its event has that number: version 0.12 numbered some ahead of the end.
      if (event.meant !== undefined && (await (own ? take(event, event.meant) : hasWanted(event)))) return;
      let taken: number | undefined;
      for (let tries = 0; tries < mostTries; tries += 1) {
        const position = await meant(event, taken);
        if (position === undefined) continue;
        // Behind the number that its head says, whoever has that is known: it may be this event itself.
        if (position > (event.meant ?? position) && (await hasWanted(event))) return;
        if (await take(event, position)) return;
        taken = position;
      }
      throw new Error(`event ${event.n} of ${event.documentId}: ${mostTries} other events were faster`);
    },
  };
}

export function openAsides(table: Table): Pick<Documents, 'setAside' | 'aside' | 'asides' | 'forgetAside'> {
  const read = (key: string) => table.get<SetAside>(asideKey(key));
  return {
    aside: read,
    async setAside(aside) {
      if ((await read(aside.key))?.hash !== aside.hash) await keep(table, { ...asideKey(aside.key), value: aside });
    },
    asides: (limit) => valuesOf<SetAside>(table.query(listOfAsides, { limit })),
    async forgetAside(key) {
      await table.remove(asideKey(key));
    },
  };
}

export const dirtyItem = ({ id, version }: Pick<Head, 'id' | 'version'>): Item => ({
  ...indexMarkKey(id, version),
  value: { documentId: id, version } satisfies IndexMark,
});

const mostTurns = 500;

function openMarks(table: Table): Pick<Documents, 'touch' | 'touchOn' | 'touchDue' | 'dirty' | 'clearDirty'> {
  return {
    touchOn: (day, { id, version }) => keep(table, { ...turnKey(day, id), value: { documentId: id, version } satisfies IndexMark }),
    async touchDue(day) {
      for (const { sk, value } of await table.query(listOfTurns, { limit: mostTurns })) {
        // In the order of their days.
        if (sk.slice(0, day.length) > day) return;
        const { documentId: id, version } = value as IndexMark;
        await keep(table, dirtyItem({ id, version }));
        await table.removeMany([{ pk: listOfTurns, sk }]);
      }
    },
    touch: (head) => keep(table, dirtyItem(head)),
    async dirty(limit) {
      const marks = await table.query(listOfMarks, { limit });
      return marks.map(({ sk, value }) => {
        const mark = value as IndexMark;
        return sk === mark.documentId ? { ...mark, former: true } : mark;
      });
    },
    async clearDirty(entries) {
      await table.removeMany(entries.filter(({ former }) => !former).map(({ documentId, version }) => indexMarkKey(documentId, version)));
      for (const { documentId, version } of entries.filter(({ former }) => former))
        await table.remove(formerMarkKey(documentId), { v: version });
    },
  };
}

type Visits = Pick<Documents, 'seen' | 'markSeen' | 'address' | 'nextRecord' | 'saveAddress' | 'visited' | 'placed' | 'place'>;

const addressKeyOf = (url: string): Key => addressKey(hash(url));

function addressItem(address: Address, record?: number): Item {
  const id = hash(address.canonicalUrl);
  const due = address.dueAt === undefined ? {} : { gsi2: { pk: placeLists.due, sk: `${address.dueAt}#${id}` } };
  const { host } = new URL(address.canonicalUrl);
  const visit = address.documentId === undefined ? {} : { gsi1: { pk: visitsOf(host), sk: `${address.checkedAt}#${id}` } };
  return { ...addressKey(id), value: address, ...visit, ...due, ...opt('r', record) };
}

function openVisits(table: Table): Visits {
  return {
    async seen(sourceId, urls) {
      return (await table.getMany(urls.map((url) => seenKey(sourceId, hash(url))))) as readonly (SeenEntry | undefined)[];
    },
    markSeen: (sourceId, entries) => table.putMany(entries.map(({ url, seen }) => ({ ...seenKey(sourceId, hash(url)), value: seen }))),
    address: (url) => table.get<Address>(addressKeyOf(url)),
    async nextRecord(url) {
      const { r } = (await table.item(addressKeyOf(url))) ?? { r: 0 };
      return r === undefined ? undefined : r + 1;
    },
    saveAddress: (address, record) => keep(table, addressItem(address, record)),
    visited: (host, after, limit) => valuesOf(table.queryIndex('gsi1', visitsOf(host), { after, limit, newestFirst: true })),
    async placed(list, range) {
      const found = await table.queryIndex('gsi2', placeLists[list], range);
      return found.map(({ value, place }) => ({ address: value as Address, list, place }));
    },
    place({ address, list, place }, to, at) {
      const id = hash(address.canonicalUrl);
      return table.move(addressKey(id), { pk: placeLists[list], sk: place }, { pk: placeLists[to], sk: `${at}#${id}` });
    },
  };
}

const headKeys = (id: string): readonly [Key, Key] => [headKey(id), labelKey(id)];

function toHead(head: unknown, label: unknown): Head | undefined {
  const given = (label as StoredLabel | undefined)?.label;
  return head && given ? withLabel({ ...(head as Head), label: given }) : (head as Head | undefined);
}

async function readHeads(table: Table, ids: readonly string[]): Promise<readonly (Head | undefined)[]> {
  const unique = [...new Set(ids)];
  const found = await table.getMany(unique.flatMap(headKeys));
  const heads = new Map(unique.map((id, at) => [id, toHead(found[2 * at], found[2 * at + 1])]));
  return ids.map((id) => heads.get(id));
}

type Visit = Awaited<ReturnType<Documents['visit']>>;

function openHeads(table: Table): Pick<Documents, 'head' | 'heads' | 'visit'> {
  return {
    head: async (id) => (id === undefined ? undefined : (await readHeads(table, [id]))[0]),
    heads: async (ids) => (await readHeads(table, ids)).filter((head) => head !== undefined),
    async visit(url, documentId): Promise<Visit> {
      const ofHead = documentId === undefined ? [] : headKeys(documentId);
      const [address, ...found] = await table.getMany([addressKeyOf(url), ...ofHead]);
      const of = (address as Address | undefined)?.documentId;
      if (of === undefined) return opt('address', address as Address | undefined);
      const head = of === documentId ? toHead(found[0], found[1]) : (await readHeads(table, [of]))[0];
      return { address: address as Address, ...opt('head', head) };
    },
  };
}

export const headItem = (head: Head): Item & { readonly v: number } => ({
  ...headKey(head.id),
  value: head,
  v: head.version,
  gsi1: { pk: listOfDocuments, sk: head.id },
});

/** The item of a revision. An event that its head did not number is listed in its week here too: stores before form 3 have such. */
export function revisionItem({ meant, ...revision }: PendingRevision): Item {
  const at = `${revision.at}#${revision.documentId}#${digits(revision.n, 5)}`;
  const isListed = revision.by === 'publisher' && meant === undefined;
  const event = isListed ? { gsi1: { pk: changesOf(weekOf(new Date(revision.at))), sk: at } } : {};
  return { ...revisionKey(revision.documentId, revision.n), value: revision, ...event };
}

export const meantItem = (event: NumberedRevision & { readonly position: number }): Item => ({
  ...meantKey(event.documentId, event.n),
  value: { ...event, changes: [] },
  v: event.position,
});

/** An event that has the number which its head says needs no note of it. */
export const isNoted = ({ meant, position }: NumberedRevision): boolean => meant !== position;

type StoredLabel = { readonly documentId: string; readonly label?: Label; readonly takenBack?: TakenBack };

const markOf = (given: Omit<StoredLabel, 'documentId'>): number => Number.parseInt(hash(JSON.stringify(given)).slice(0, 6), 16) / 0x1000000;

type Labels = Pick<Documents, 'label' | 'putLabel' | 'labelled' | 'takeBackLabel' | 'takenBack'> & {
  keepLabel(documentId: string, label: Label): Promise<void>;
};

function openLabels(table: Table, touch: Documents['touch']): Labels {
  const given = (id: string) => table.get<StoredLabel>(labelKey(id));
  const keepLabel = (documentId: string, label: Label): Promise<void> =>
    keep(table, {
      ...labelKey(documentId),
      value: { documentId, label } satisfies StoredLabel,
      gsi1: { pk: listOfLabels, sk: documentId },
    });
  // Not the version of the head, which stays: the index must tell this mark from an older one that it is working off.
  const tell = (head: { readonly id: string; readonly version: number }, what: Omit<StoredLabel, 'documentId'>): Promise<void> =>
    touch({ ...head, version: head.version + markOf(what) });
  return {
    keepLabel,
    label: async (id) => (await given(id))?.label,
    takenBack: async (id) => (await given(id))?.takenBack,
    async putLabel(head, label) {
      await keepLabel(head.id, label);
      await tell(head, { label });
    },
    async takeBackLabel(head, takenBack) {
      // Without a place in the list of labels: a label that was taken back is no training data.
      await keep(table, { ...labelKey(head.id), value: { documentId: head.id, takenBack } satisfies StoredLabel });
      await tell(head, { takenBack });
    },
    async labelled(after, limit) {
      const found = await table.queryIndex('gsi1', listOfLabels, { ...opt('after', after), limit });
      return found.map((item) => (item.value as StoredLabel).documentId);
    },
  };
}

function openNames(table: Table, probed: boolean): Pick<Documents, 'byKey' | 'probe' | 'lookUp' | 'claim'> {
  const byKey = async (key: string, limit = 10) =>
    (await table.query(`KEY#${key}`, { after: probeKey(key).sk, limit })).map((item) => item.sk);
  return {
    byKey,
    async probe(heads) {
      await table.putMany(heads.flatMap(probeItems));
    },
    async lookUp({ keys, id, claim, limit }) {
      const first = claim === undefined ? [] : [claimKey(claim, 0)];
      const [head, label, ...rest] = await table.getMany([...headKeys(id), ...keys.map(probeKey), ...first]);
      const used = keys.filter((_, n) => !probed || rest[n] !== undefined);
      const ids = (await Promise.all(used.map((key) => byKey(key, limit)))).flat();
      const heads = ids.length === 0 ? [] : await readHeads(table, [...new Set(ids)]);
      return {
        byKeys: heads.filter((each) => each !== undefined),
        ...opt({ own: toHead(head, label), claimedBy: rest[keys.length] as string | undefined }),
      };
    },
    async claim(key, place, id) {
      const item = claimKey(key, place);
      return (await table.put({ ...item, value: id }, 'absent')) ? id : ((await table.get(item)) as string);
    },
  };
}

type Revisions = Pick<Documents, 'revisions' | 'changes' | 'news' | 'firstNews' | 'newsEnd'> & {
  readonly prepare: (revision: Revision) => Promise<PendingRevision>;
  /** The revision of a head that was just written: announced, if it is an event, and put in its place, which says that this was done. */
  readonly place: (revision: PendingRevision) => Promise<void>;
  /** The revision of a head that was left there: announced, and put in its place, unless it has one. */
  readonly settle: (revision: PendingRevision) => Promise<void>;
};

const revisionName = ({ documentId, n }: Revision): string => `${documentId}#${n}`;

function openRevisions(table: Table, now: () => Date): Revisions {
  const news = openNews(table, now);
  const isEvent = ({ by }: Revision): boolean => by === 'publisher';
  const complete = async (revision: PendingRevision, own: boolean): Promise<void> => {
    if (isEvent(revision)) await news.announce(revision, own);
    // The head that was written with it has this number: an item that is there already belongs to no head.
    await keep(table, revisionItem(revision));
  };
  return {
    prepare: async (revision) => (isEvent(revision) ? news.numbered(revision) : revision),
    place: (revision) => complete(revision, true),
    async settle(revision) {
      // After a rebuild the item of an event may be there, and its place in the list not.
      const keys = [revisionKey(revision.documentId, revision.n), ...(isEvent(revision) ? [newsKey(revision.meant ?? 0)] : [])];
      const stored = (await table.getMany(keys)) as readonly (Revision | undefined)[];
      if (!stored.every((each) => each && isOne(each, revision))) await complete(revision, false);
    },
    revisions: (documentId) => valuesOf(table.query(`DOC#${documentId}`, { prefix: revisionPrefix })),
    async changes(week) {
      const found = await table.queryIndex('gsi1', changesOf(week));
      const events = found.map((item) => ({ ...withoutMeant(item.value as NumberedRevision), place: item.sk }));
      const listed = new Set(events.flatMap((event) => (event.position === undefined ? [] : [revisionName(event)])));
      const own: RevisionEvent[] = [];
      for (const event of events) {
        // An event whose instant alone is in this week was announced in a later one, unless it is of an older store.
        if (event.position !== undefined || (!listed.has(revisionName(event)) && !(await news.isAnnounced(event)))) own.push(event);
      }
      return own;
    },
    news: news.between,
    firstNews: news.firstOf,
    newsEnd: news.end,
  };
}

/** Keys and the mark for the index are written before their head, so that it always has them. */
const announcing = (head: Head): readonly Item[] => [...nameItems(head), dirtyItem(head)];

type StoreForm = { readonly probed?: boolean };

const openLists = (table: Table): Pick<Documents, 'citedBy' | 'allIds'> => ({
  citedBy: (key) => valuesOf(table.query(`CITED#${key}`, { limit: 200 })),
  async allIds(after, limit) {
    const found = await valuesOf<Head>(table.queryIndex('gsi1', listOfDocuments, { ...opt('after', after), limit }));
    return found.map(({ id }) => id);
  },
});

export function openDocuments(table: Table, now: () => Date, { probed = false }: StoreForm = {}): Documents {
  const marks = openMarks(table);
  const { keepLabel, ...labels } = openLabels(table, marks.touch);
  const { prepare, place, settle, ...revisions } = openRevisions(table, now);
  return {
    ...marks,
    ...labels,
    ...openAsides(table),
    ...openVisits(table),
    ...revisions,
    ...openHeads(table),
    ...openNames(table, probed),
    ...openLists(table),
    completeRevision: async ({ unsettled }) => void (unsettled && (await settle(unsettled))),
    async putHead(read, revision, visited) {
      const { unsettled, ...head } = withoutLabel(read);
      if (unsettled) await settle(unsettled);
      // An import brings its label.
      if (read.label && head.version === 1) await keepLabel(head.id, read.label);
      await table.putMany(announcing(head));
      const pending = revision && (await prepare(revision));
      const decided = headItem(pending ? { ...head, unsettled: pending } : head);
      const condition = head.version === 1 ? 'absent' : { v: head.version - 1 };
      const beside = visited && addressItem(visited.address, visited.record);
      const written = await table.put(decided, condition, beside);
      if (written && pending) await place(pending);
      return written;
    },
  };
}

export function nameItems(head: Pick<Head, 'id' | 'keys' | 'citations'>): readonly Item[] {
  const names = head.keys.map((key): Item => ({ ...nameKey(key, head.id), value: head.id }));
  const waits = head.citations.flatMap((citation) => {
    const bare = bareTitleKey(citation);
    const value = { documentId: head.id, relation: citation.relation, quote: citation.quote };
    const keys = [...citationKeys(citation), ...(bare === undefined ? [] : [bare])];
    return keys.map((key): Item => ({ ...citedKey(key, head.id, citation.relation), value }));
  });
  return [...names, ...probeItems(head), ...waits];
}

/** What says of each key that it has documents. A place in a series is no identity, and is not asked for that. */
const probeItems = ({ keys }: Pick<Head, 'keys'>): readonly Item[] =>
  keys.filter((key) => !key.startsWith('s:')).map((key) => ({ ...probeKey(key), value: true }));
