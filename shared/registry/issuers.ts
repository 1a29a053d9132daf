import type { Level } from '../model/source.ts';
import { orEmpty } from '../model/values.ts';
import { type Body, type BodyKind, departments, type FormerName, knownBodies } from './bodies.ts';
import { type LocalBody, localById, readLocalBody, specialLocals } from './locals.ts';
import { fold, wordChanges } from './script.ts';
import { longestSpan, Trie } from './trie.ts';

export type IssuerEntry = {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly full: string;
  readonly level: Level;
  readonly prefixes: readonly string[];
  readonly kind: BodyKind | 'office' | 'department' | 'local';
  readonly authority: number;
  readonly parent?: string;
};

export type IssuerSpan = {
  readonly id: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly entry: IssuerEntry;
};

const ranks: Readonly<Record<Level, number>> = { L0: 100, L1: 95, L2: 80, L3: 55, L4: 60, L5: 45, L6: 30, L7: 25, L8: 20 };

/** Rank 0–100 of a level (docs/chinese-documents.md 7); a joint act of ministries ranks above that of one. */
export function authorityOf(level: Level, joint = false): number {
  return level === 'L2' && joint ? 85 : ranks[level];
}

function fromBody(body: Body): IssuerEntry {
  const { id, name, short, full, level, kind, prefixes } = body;
  return { id, name, english: short, full, level, kind, prefixes, authority: authorityOf(level) };
}

function fromLocal(local: LocalBody): IssuerEntry {
  const { id, name, english, level, authority, prefixes } = local;
  return { id, name, english, full: english, level, kind: 'local', prefixes, authority: authority ?? authorityOf(level) };
}

/** The body as it was called before: one body in the registry, another name in English. */
const formerEntry = (entry: IssuerEntry, { names, short, full }: FormerName): IssuerEntry => ({
  ...entry,
  name: names[0] ?? entry.name,
  english: short,
  full,
});

const byId = new Map<string, IssuerEntry>();
const byName = new Trie<IssuerEntry>();
const entries = knownBodies.map(fromBody);
/** Shorter than this a name is too common a word to be looked for in running text (中央, 教, …). */
const ambiguous = new Set(['中央', '法工委']);

const changing = new RegExp(wordChanges.map(([mainland]) => mainland).join('|'));

/** 工业和资讯化部: the name of a body as gateways and Taiwan media write its words, beside the mainland's. */
function writtenForms(key: string): readonly string[] {
  const forms = [key];
  if (!changing.test(key)) return forms;
  for (const [mainland, elsewhere] of wordChanges)
    for (const form of [...forms]) if (form.includes(mainland)) forms.push(form.replaceAll(mainland, elsewhere));
  return forms;
}

for (const [i, body] of knownBodies.entries()) {
  const entry = entries[i];
  if (!entry) continue;
  byId.set(entry.id, entry);
  for (const name of [body.name, ...body.others]) {
    const named = body.former?.names.includes(name) ? formerEntry(entry, body.former) : entry;
    for (const key of writtenForms(fold(name))) {
      byName.set(key, named);
      if (/^国家|部$|署$|^全国人民/.test(key)) byName.set(`中华人民共和国${key}`, named);
    }
  }
}
for (const local of specialLocals) for (const name of local.names) byName.set(fold(name), fromLocal(local));

const alone = new Map(knownBodies.flatMap(({ id, alone }) => alone.map((name) => [name, id] as const)));

const departmentTrie = new Trie<string>();
for (const [zh, en] of departments) for (const form of writtenForms(fold(zh))) departmentTrie.set(form, en);
const officeWords = ['办公厅', '办公室', '秘书局'];
/** A committee's: 全国网络安全标准化技术委员会秘书处. */
const secretariat = /^秘书处(?!长)/;

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const secretariatOf = (entry: IssuerEntry, inherited: Pick<IssuerEntry, 'level' | 'authority' | 'prefixes' | 'parent'>): IssuerEntry => ({
  ...inherited,
  id: `${entry.id}-secretariat`,
  name: `${entry.name}秘书处`,
  english: `${entry.english} Secretariat`,
  full: `Secretariat of the ${entry.full}`,
  kind: 'office',
});

function withinBody(entry: IssuerEntry, text: string, end: number): { entry: IssuerEntry; end: number } | undefined {
  const inherited = { level: entry.level, authority: entry.authority, prefixes: [] as string[], parent: entry.id };
  const office = officeWords.find((word) => text.startsWith(word, end));
  if (office && entry.kind !== 'media') {
    const stop = end + office.length;
    const full = `General Office of the ${entry.full}`;
    const english = entry.english === entry.full ? full : `${entry.english} General Office`;
    return { end: stop, entry: { ...inherited, id: `${entry.id}-office`, name: entry.name + office, english, full, kind: 'office' } };
  }
  if (entry.kind === 'technical' && secretariat.test(text.slice(end, end + 4)))
    return { end: end + 3, entry: secretariatOf(entry, inherited) };
  const department = departmentTrie.longestAt(text, end);
  if (!department || entry.kind !== 'ministry') return undefined;
  const name = entry.name + text.slice(end, department.end);
  const id = `${entry.id}-${slug(department.value)}`;
  const english = `${entry.english} ${department.value}`;
  return {
    end: department.end,
    entry: { ...inherited, id, name, english, full: `${department.value} of the ${entry.full}`, kind: 'department' },
  };
}

/** 教育部门, 公安部署: the name of a ministry that is only the beginning of another word. */
const continuesWord = (text: string, end: number) =>
  text[end - 1] === '部' && (text[end] === '门' || text[end] === '署' || text[end] === '分');

function readAt(text: string, at: number): { entry: IssuerEntry; end: number } | undefined {
  const known = byName.longestAt(text, at);
  const local = readLocalBody(text, at);
  const best = longestSpan(known && { entry: known.value, end: known.end }, local && { entry: fromLocal(local.local), end: local.end });
  if (!best || continuesWord(text, best.end)) return undefined;
  return (best.entry.kind === 'local' ? undefined : withinBody(best.entry, text, best.end)) ?? best;
}

const state = '中华人民共和国';

const cleanName = (name: string) =>
  fold(name.trim())
    .replace(/[\s\u200b-\u200d\ufeff]+/g, '')
    .replace(/^中国共产党(?!中央)/, '中共');

/**
 * The body of this name: in full or short, with or without 中华人民共和国, simplified or traditional; a general office,
 * a department of a ministry, and local governments and their bureaux by the grammar of their names. Unknown → undefined.
 */
export function findIssuer(name: string): IssuerEntry | undefined {
  const key = cleanName(name);
  for (const candidate of key.startsWith(state) ? [key, key.slice(state.length)] : [key]) {
    const found = readAt(candidate, 0);
    if (found && found.end === candidate.length) return found.entry;
  }
  return byId.get(orEmpty(alone.get(key)));
}

type NamedRow = { readonly issuerIds: readonly string[]; readonly issuerNames: readonly string[] };
/** Issuers of a row of the index, which holds the names of all and the ids of those that are known. */
export const issuersOfRow = ({ issuerIds, issuerNames }: NamedRow): readonly { readonly name: string; readonly id?: string }[] =>
  issuerNames.map((name, at) => {
    const id = issuerIds.length === issuerNames.length ? issuerIds[at] : issuerIds.find((each) => each === findIssuer(name)?.id);
    return id === undefined ? { name } : { name, id };
  });

export const knownIssuers = (names: readonly string[]): readonly string[] => names.flatMap((name) => findIssuer(name)?.english ?? []);

export const levelOfIssuers = ([lead]: readonly { readonly name: string }[]): Level | undefined => lead && findIssuer(lead.name)?.level;

/**
 * Bodies named in a text: the longest at each place, without overlaps, in order. `start` and `end` are UTF-16 offsets
 * and `name` is as written. Words too common to be surely a body (中央) are passed over.
 */
export function findIssuers(text: string): IssuerSpan[] {
  const folded = fold(text);
  const spans: IssuerSpan[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const found = readAt(folded, at);
    if (!found || ambiguous.has(folded.slice(at, found.end))) continue;
    spans.push({ id: found.entry.id, name: text.slice(at, found.end), start: at, end: found.end, entry: found.entry });
    at = found.end - 1;
  }
  return spans;
}

const byPrefix = new Map<string, IssuerEntry>();
for (const { id, former } of knownBodies) {
  const entry = byId.get(id);
  for (const prefix of former?.prefixes ?? []) if (entry && former) byPrefix.set(prefix, formerEntry(entry, former));
}
for (const entry of entries) for (const prefix of entry.prefixes) if (!byPrefix.has(prefix)) byPrefix.set(prefix, entry);
for (const local of specialLocals) for (const prefix of local.prefixes) if (!byPrefix.has(prefix)) byPrefix.set(prefix, fromLocal(local));

export const numberPrefixes: readonly string[] = [...byPrefix.keys()];

/** The body that numbers its documents with this prefix; a longer prefix than known falls back to its beginning (工信部联X → 工信部). */
export function issuerOfPrefix(prefix: string): IssuerEntry | undefined {
  const key = fold(prefix).replace(/\s+/g, '');
  for (let length = key.length; length >= 2; length -= 1) {
    const entry = byPrefix.get(key.slice(0, length));
    if (entry) return entry;
  }
  return byPrefix.get(key);
}

export function issuerById(id: string): IssuerEntry | undefined {
  return byId.get(id);
}

/** The body of an id as it was called on a day: a text of 2022 is not by a body founded in 2023. */
export function bodyOn(id: string, day: string | undefined): IssuerEntry | undefined {
  const entry = bodyById(id);
  const former = formerById.get(id);
  return entry && former && day !== undefined && day < former.until.slice(0, day.length) ? formerEntry(entry, former) : entry;
}
const formerById = new Map(knownBodies.flatMap(({ id, former }) => (former ? [[id, former] as const] : [])));

/** The body with this id: a national one, or the organ of a place, whose usual name may be another than the one on a page. */
export function bodyById(id: string): IssuerEntry | undefined {
  const local = byId.has(id) ? undefined : localById(id);
  return byId.get(id) ?? (local && fromLocal(local));
}
