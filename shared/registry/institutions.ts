import type { Issuer } from '../model/article.ts';
import { group, opt, orEmpty } from '../model/values.ts';
import { bureaux } from './bodies.ts';
import { bodyById, findIssuer, type IssuerEntry } from './issuers.ts';
import { type Place, placeById, placeOfBody, places } from './places.ts';
import { fold } from './script.ts';
import foreign from './tables/ambiguous/abroad.json' with { type: 'json' };
import firmTable from './tables/ambiguous/firms.json' with { type: 'json' };
import placeTable from './tables/ambiguous/places.json' with { type: 'json' };
import sites from './tables/body-sites.json' with { type: 'json' };
import table from './tables/companies.json' with { type: 'json' };
import firmWordTable from './tables/firm-words.json' with { type: 'json' };
import predecessorTable from './tables/predecessors.json' with { type: 'json' };
import productRows from './tables/products.json' with { type: 'json' };
import sameBureaux from './tables/same-bureaux.json' with { type: 'json' };

/** Which bodies are one institution, and which stands above another: who may change whose acts. */

type Organ = 'party' | 'legislature' | 'government' | 'bureau';

/**
 * An institution: a body with its office and its departments. `keys`: by which it is known; a body of before has those of its successors.
 * `stem`: what the name of a body of the place begins with, where the registry does not know the place.
 */
export type Institution = {
  readonly keys: readonly string[];
  readonly organ: Organ;
  readonly of: 'centre' | 'nation' | 'place' | 'unknown';
  readonly place?: Place;
  readonly stem?: string;
  /** The national body whose organ it is in its place: a communications administration is of MIIT. */
  readonly under?: string;
  readonly name: string;
  readonly entry?: IssuerEntry;
};

type Named = Pick<Issuer, 'name'> & { readonly id?: string | undefined };

const predecessors: ReadonlyMap<string, readonly string[]> = new Map(
  (predecessorTable as [string, string[]][]).map(([name, ids]) => [fold(name), ids]),
);
/** Bureaux that were made of each other, by the id of each: the Commission of Economy became the Bureau of Industry. */
const firstOfBureaux: ReadonlyMap<string, string> = new Map(
  (sameBureaux as string[][]).flatMap((same) => same.map((id) => [id, group(same, 0)] as const)),
);
const bureauById = new Map(bureaux.map((bureau) => [bureau.id, bureau]));
const siteTable = new Map(sites as [string, string[]][]);

/** Domains of a national body that no declaration lists on. */
export const domainsOf = ({ keys }: Institution): readonly string[] => keys.flatMap((key) => siteTable.get(key) ?? []);

const nationalOrgans: Readonly<Record<string, Organ>> = { npc: 'legislature', npcsc: 'legislature', 'state-council': 'government' };
const nationalKeys: Readonly<Record<string, string>> = {
  npcsc: 'npc',
  'npcsc-legal-affairs': 'npc',
  'npc-law-committee': 'npc',
  'state-council-office': 'state-council',
  'cpc-central-office': 'cpc-central-committee',
};

function national(entry: IssuerEntry): Institution {
  const id = entry.parent ?? entry.id;
  const key = nationalKeys[id] ?? id;
  const centre = entry.level === 'L0' || entry.level === 'L1';
  const organ = nationalOrgans[key] ?? (entry.level === 'L0' ? 'party' : 'bureau');
  return { keys: [key], organ, of: centre ? 'centre' : 'nation', name: entry.name, entry };
}

/** What a body of a place is called behind the place: 人民政府办公厅 and 人民政府 are one. */
function local(entry: IssuerEntry): Institution | undefined {
  const place = placeOfBody(entry.id);
  if (!place) return undefined;
  const id = entry.id.slice(place.id.length + 1);
  const { kind = 'bureau', under } = bureauById.get(id) ?? {};
  const bureau = id.replace(/-office$/, '');
  const whole = kind === 'bureau' || id === 'cppcc' ? (firstOfBureaux.get(bureau) ?? bureau) : kind;
  return { keys: [`${place.id}-${whole}`], organ: kind, of: 'place', place, name: entry.name, entry, ...opt({ under }) };
}

const officeAtEnd = /(?<=政府|委员会|委|局|厅|部|会)办公[厅室]$/;
const wholeName = (name: string) => fold(name.replace(/\s/g, '')).replace(/^中共/, '').replace(officeAtEnd, '').replace('人民政府', '政府');
const organWords: readonly (readonly [RegExp, Organ])[] = [
  [/政府$/, 'government'],
  [/(?:人民代表大会|人大)(?:常务委员会|常委会)?$/, 'legislature'],
  [/(?<=[省市区县州旗盟])委(?:员会)?$/, 'party'],
];
const placeForms = places
  .flatMap((place) => place.forms.map((form) => ({ form: fold(form), place })))
  .toSorted((a, b) => b.form.length - a.form.length);

/** A body that the registry does not know, by its name: 云州市人民政府办公室 is of 云州市. */
function unknown(name: string): Institution {
  const whole = wholeName(name);
  const [words, organ] = organWords.find(([expression]) => expression.test(whole)) ?? [];
  const place = placeForms.find(({ form }) => whole.startsWith(form))?.place;
  const stem = words && whole.replace(words, '');
  return { keys: [whole], organ: organ ?? 'bureau', of: 'unknown', name, ...(place && { place }), ...(stem && { stem }) };
}

export function institutionOf({ name }: Named): Institution {
  const entry = findIssuer(name);
  const found = entry && (entry.kind === 'local' ? local(entry) : national(entry));
  if (found) return found;
  const successors = predecessors.get(fold(name.trim()).replace(/^中华人民共和国/, '')) ?? [];
  return successors.length > 0 ? { keys: successors, organ: 'bureau', of: 'nation', name } : unknown(name);
}

function findById(id: string) {
  const body = bodyById(id) ?? bodyById(`${id}-government`);
  return body && institutionOf({ name: body.name });
}

const known = new Map<string, Institution | undefined>();

export function institutionOfId(id: string): Institution | undefined {
  if (!known.has(id)) known.set(id, findById(id));
  return known.get(id);
}

export const isSameInstitution = (a: Institution, b: Institution): boolean => a.keys.some((key) => b.keys.includes(key));

const ranks: Readonly<Record<Organ, number>> = { bureau: 0, government: 1, legislature: 2, party: 3 };

export function liesIn(place: Place, outer: Place): boolean {
  for (let at: Place | undefined = place; at; at = placeById(orEmpty(at.parent))) if (at.id === outer.id) return true;
  return false;
}

/** Whether an institution stands above another and may end what that one ordered: a ministry stands above no body of a place but its own. */
export function isAbove(upper: Institution, lower: Institution): boolean {
  const higher = ranks[upper.organ] > ranks[lower.organ];
  if (upper.of === 'centre') return lower.of !== 'centre' ? upper.organ !== 'bureau' : higher;
  if (upper.of === 'nation')
    return (upper.entry?.kind === 'ministry' && lower.entry?.kind === 'technical') || upper.keys.some((key) => key === lower.under);
  if (upper.organ === 'bureau' || lower.of === 'centre' || lower.of === 'nation') return false;
  if (upper.of === 'place' && upper.place && lower.place)
    return upper.place.id === lower.place.id ? higher : liesIn(lower.place, upper.place);
  if (upper.stem === undefined || !wholeName(lower.name).startsWith(upper.stem)) return false;
  return higher || (lower.stem !== undefined && lower.stem.length > upper.stem.length);
}

/** How names of firms end, what firms do in headlines, and words with which titles of public bodies begin. */
export const firmWords = firmWordTable;

type Company = {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly kind: 'company' | 'chip-maker' | 'university' | 'exchange' | 'fund' | 'data-centre';
  readonly aliases: readonly string[];
  /** The company of a product. */
  readonly foreign?: boolean;
  readonly field?: 'ai';
};

type CompanyRow = Pick<Company, 'id' | 'english'> & Partial<Company>;

export const companies: readonly Company[] = Object.entries(table as Readonly<Record<string, readonly CompanyRow[]>>).flatMap(
  ([kind, rows]) =>
    rows.map(({ name = '', aliases = [], ...row }) => ({
      ...row,
      name,
      kind: kind as Company['kind'],
      aliases: [name, row.english, ...aliases].filter(Boolean),
    })),
);

/** Products and models that news name, with their makers. `names` in both languages, the first one is shown. */
type Product = { readonly id: string; readonly company: string; readonly names: readonly string[] };

export const products: readonly Product[] = productRows.map(({ id, company, names }) => ({ id: `product:${id}`, company, names }));

/**
 * Names that are also words. An occurrence of `name` names nobody when the letters before it match `before` or those after it match
 * `after`; with `only` it names somebody when those after it match. Letters are simplified, of one width and in lower case.
 */
export type NameExceptions = { readonly before?: RegExp; readonly after?: RegExp; readonly only?: RegExp };

type Row = {
  readonly name: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly only?: readonly string[];
  readonly amongFirms?: boolean;
};

const anyOf = (words: readonly string[]) => `(?:${words.join('|')})`;
/** One firm in a row of firms. */
const beside = ['[、,，]', '等[企公头大厂科平]', '和(?:华为|百度|腾讯|阿里)'];

const rulesOf = (rows: readonly Row[]): ReadonlyMap<string, NameExceptions> =>
  new Map(
    rows.map(({ name, before, after, only, amongFirms = false }) => [
      name,
      {
        ...(before && { before: new RegExp(`${anyOf(before)}$`) }),
        ...(after && { after: new RegExp(`^${anyOf(after)}`) }),
        ...(only && { only: new RegExp(`^${anyOf(amongFirms ? [...only, ...beside] : only)}`) }),
      },
    ]),
  );

export const ambiguousCompanies: ReadonlyMap<string, NameExceptions> = rulesOf(firmTable);

/** Who carries a text, or on what it can be shared, is not what it speaks of. */
export const credited = /(?:来源|转自|编辑|出处|转播到|分享到|权益归|版权归|首发于)[:：\s【[(（]{0,3}$/;

/** Cities whose names are words, or stand over the seam of two. A city with its class word is always one. */
export const ambiguousPlaces: ReadonlyMap<string, NameExceptions> = rulesOf(placeTable);

/** A street or a school that bears the name of a city stands elsewhere or is nobody's seat. */
export const placeBearer = /^(?:东|西|南|北|中)?(?:大学|学院|路|街道?|大道|银行|医科|理工|师范|石化|大厦)/;
/** Cities that end in 安 before a word that begins with it: 淮|安全 is no 淮安. */
export const safeEnd = /^[全排置装防保稳]/;

/** Ministries and laws of other countries and regions bear the same names. */
export const abroad = new RegExp(`${anyOf(foreign.zh)}(?:的|政府|联邦|共和国)?[《“「]?$`);
export const abroadInEnglish = new RegExp(
  `(?:^|[^a-z])${anyOf([...foreign.en, 'u\\.?s', 'u\\.?k'])}(?:an|n|ese|ean)?\\.?(?:['’]s)?(?: (?:new|own|proposed|draft))? ?$`,
);
/** A province or city that issues an act of its own by the name of a national one. */
export const localBefore = /(?:[省市州盟县旗区]|兵团|特区)(?:人民)?(?:政府|委)?(?:办公[厅室])?(?:关于)?(?:印发|发布|出台)?$/;
