import type { Level } from '../model/source.ts';
import { group, orEmpty } from '../model/values.ts';
import { type Bureau, bureaux } from './bodies.ts';
import { type Place, places } from './places.ts';
import { fold } from './script.ts';
import governmentPrefixes from './tables/government-prefixes.json' with { type: 'json' };
import special from './tables/special-locals.json' with { type: 'json' };
import { Trie } from './trie.ts';

export type LocalBody = {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly level: Level;
  readonly prefixes: readonly string[];
  readonly authority?: number;
  readonly place?: string;
};

/** Prefixes of governments' document numbers (京政办发 → Beijing). */
const prefixesOf: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(governmentPrefixes));

const byId = new Map(places.map((place) => [place.id, place]));
const placeTrie = new Trie<readonly Place[]>();
const named = places.flatMap((place) => place.forms.map((form) => ({ key: fold(form), place })));
for (const [key, same] of Map.groupBy(named, ({ key }) => key))
  placeTrie.set(
    key,
    same.map(({ place }) => place),
  );
const bureauTrie = new Trie<Bureau>();
for (const bureau of bureaux) for (const name of bureau.names) bureauTrie.set(fold(name), bureau);

const classWords: Readonly<Record<Place['kind'], string>> = {
  municipality: 'Municipal',
  city: 'Municipal',
  province: 'Provincial',
  region: 'Autonomous Region',
  sar: '',
  prefecture: 'Prefectural',
  district: '',
  zone: '',
};
/** Shenzhen and Hangzhou rank above other cities (docs/chinese-documents.md 7). */
const raised = new Set(['shenzhen', 'hangzhou']);

function englishOf(chain: readonly Place[], bureau: Bureau, written: string) {
  const last = chain.at(-1);
  if (!last) return '';
  const city = chain.at(-2) ?? byId.get(orEmpty(last.parent));
  const place = last.level === 'L6' && city ? `${city.english} ${last.english}` : last.english;
  const organ = /厅$/.test(written)
    ? bureau.english.replace(/^Bureau of/, 'Department of').replace(/ Bureau$/, ' Department')
    : bureau.english;
  const word = classWords[last.kind];
  const text = organ.includes('{place}') ? organ : `${place} ${organ.includes('{class}') ? '' : `${word} `}${organ}`;
  return text.replace('{place}', place).replace('{class}', word).replace(/ {2,}/g, ' ');
}

function localOf(chain: readonly Place[], bureau: Bureau, name: string, written: string): LocalBody {
  const last = chain.at(-1) as Place;
  const rank = raised.has(last.id) ? { authority: 55 } : {};
  const prefixes = bureau.id.startsWith('government') ? (prefixesOf.get(last.id) ?? []) : [];
  return {
    id: `${last.id}-${bureau.id}`,
    name,
    names: [name],
    english: englishOf(chain, bureau, written),
    level: last.level,
    prefixes,
    ...rank,
  };
}

function governments(): LocalBody[] {
  const government = bureaux.find((bureau) => bureau.id === 'government');
  if (!government) return [];
  return [...prefixesOf.keys()].flatMap((id) => {
    const place = byId.get(id);
    return place ? [localOf([place], government, `${place.forms[0]}人民政府`, '人民政府')] : [];
  });
}

const short = /^(?:委|政府|人大|政协|政府办公厅|政府办公室|委办公厅|委办公室|委员会|委员会办公厅|委员会办公室|人大常委会)$/;
const wholeForm = /[市省区县州团]$/;

/** 政协青海省委员会, the whole name of 青海省政协: of whom the committee is stands before its place. */
const conference = /^(?:政协|中国人民政治协商会议)/;
const conferenceBureau = bureaux.find(({ id }) => id === 'cppcc');
function committeeAt(text: string, at: number, chain: readonly Place[], start: number): { local: LocalBody; end: number } | undefined {
  const end = at + '委员会'.length;
  if (!conferenceBureau || text.slice(at, end) !== '委员会' || !wholeForm.test(text.slice(start, at))) return undefined;
  return { local: localOf(chain, conferenceBureau, text.slice(start, end), '委员会'), end };
}

function bureauAt(text: string, at: number, chain: readonly Place[], start: number): { local: LocalBody; end: number } | undefined {
  if (conference.test(text.slice(start, at))) return committeeAt(text, at, chain, start);
  for (const hit of bureauTrie.allAt(text, at).reverse()) {
    const written = text.slice(at, hit.end);
    const before = text.slice(start, at);
    if (short.test(written) && !wholeForm.test(before)) continue;
    if (written === '委' && /[员托派任内]/.test(orEmpty(text[hit.end]))) continue;
    if (hit.value.id === 'party' && written !== '委' && !/^中共/.test(text.slice(Math.max(0, start - 2), start)) && !/^中共/.test(before))
      continue;
    const local = localOf(chain, hit.value, text.slice(start, hit.end), written);
    const ofBureau = /[厅局委会]$/.test(written) && hit.value.kind === 'bureau' && text.startsWith(officeName, hit.end);
    return ofBureau ? { local: officeOf(local), end: hit.end + officeName.length } : { local, end: hit.end };
  }
  return undefined;
}

/** 河南省教育厅办公室: the office of a bureau, which issues what the bureau is asked to in its own name. */
const officeName = '办公室';
const officeOf = (local: LocalBody): LocalBody => ({
  ...local,
  id: `${local.id}-office`,
  name: `${local.name}${officeName}`,
  names: [`${local.name}${officeName}`],
  english: `General Office of the ${local.english}`,
});

const belongs = (inner: Place, outer: Place | undefined) =>
  !outer || inner.parent === outer.id || byId.get(orEmpty(inner.parent))?.parent === outer.id;

/**
 * Reads a local body that begins at `at` in a folded text: 北京市海淀区人民政府办公室, 广东省科学技术厅, 中共北京市委.
 * Nothing when no organ follows the places.
 */
export function readLocalBody(text: string, at: number): { local: LocalBody; end: number } | undefined {
  const [of] = /^中共/.exec(text.slice(at, at + 2)) ?? conference.exec(text.slice(at, at + 10)) ?? [];
  const start = at + orEmpty(of).length;
  return readFrom(text, at, start, []);
}

function readFrom(text: string, begin: number, at: number, chain: readonly Place[]): { local: LocalBody; end: number } | undefined {
  let best: { local: LocalBody; end: number } | undefined;
  if (chain.length < 3) {
    for (const hit of placeTrie.allAt(text, at)) {
      const place = hit.value.find((candidate) => belongs(candidate, chain.at(-1)));
      if (!place || (chain.length === 0 && place.level === 'L6' && hit.value.length > 1)) continue;
      const inner = readFrom(text, begin, hit.end, [...chain, place]);
      if (inner && (!best || inner.end > best.end)) best = inner;
    }
  }
  const own = chain.length > 0 ? bureauAt(text, at, chain, begin) : undefined;
  return own && (!best || own.end > best.end) ? own : best;
}

type SpecialRow = Pick<LocalBody, 'id' | 'names' | 'english' | 'level'> & Partial<LocalBody>;

/** Bodies whose usual name or English does not follow the grammar. */
export const specialLocals: readonly LocalBody[] = [
  ...(special as readonly SpecialRow[]).map((row) => ({ name: group(row.names, 0), prefixes: [], ...row })),
  ...governments(),
];

export function localById(id: string): LocalBody | undefined {
  const known = specialLocals.find((each) => each.id === id);
  if (known) return known;
  for (const bureau of bureaux) {
    const place = id.endsWith(`-${bureau.id}`) ? byId.get(id.slice(0, -bureau.id.length - 1)) : undefined;
    if (!place) continue;
    // A province has departments (厅) where a city has bureaux (局).
    const department = place.kind === 'province' || place.kind === 'region' ? bureau.names.find((name) => name.endsWith('厅')) : undefined;
    const written = orEmpty(department ?? bureau.names[0]);
    return localOf([place], bureau, `${place.forms[0] ?? place.stem}${written}`, written);
  }
  const bureau = id.endsWith('-office') ? localById(id.slice(0, -'-office'.length)) : undefined;
  return bureau && officeOf(bureau);
}
