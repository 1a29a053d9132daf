import foreign from './tables/ambiguous/abroad.json' with { type: 'json' };
import firmTable from './tables/ambiguous/firms.json' with { type: 'json' };
import placeTable from './tables/ambiguous/places.json' with { type: 'json' };

/**
 * Names that are also words. An occurrence of `name` names nobody when the letters before it match `before` or those after it match `after`; with `only`
 * it names somebody when those after it match. Letters are simplified, of one width and in lower case.
 */
export type NameExceptions = { readonly before?: RegExp; readonly after?: RegExp; readonly only?: RegExp };

/** A row of the tables: words, each a piece of an expression. A firm that stands `amongFirms` is meant too. */
type Row = {
  readonly name: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly only?: readonly string[];
  readonly amongFirms?: boolean;
};

const anyOf = (words: readonly string[]): string => `(?:${words.join('|')})`;
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

/** Firms and their products. */
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
