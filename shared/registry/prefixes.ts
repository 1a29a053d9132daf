import { han } from '../model/values.ts';
import seriesTable from './tables/english-series.json' with { type: 'json' };
import table from './tables/prefixes.json' with { type: 'json' };
import syllableTable from './tables/syllables.json' with { type: 'json' };

/** Short names of issuing bodies as they stand in document numbers (机关代字). */

const anyOf = (words: readonly string[]): string => words.join('|');

/** Beginnings of central prefixes; the department and the kind of document follow (国数 → 国数资源, 发改 → 发改办数据). */
export const centralBases: readonly string[] = table.central;

/** Single characters that are a whole prefix or begin one; believed only where nothing runs into them. */
export const shortBases: readonly string[] = [...'教财商农水建环林署法银金公民审交人科文体国'];

/** Short names of provinces, of cities that have their own, and full city names that occur; a department or 政府 follows (沪府办, 深工信规). */
export const placeBases: readonly string[] = table.place;

/** What follows a place: its government, party committee or a department. */
export const organs = anyOf(table.organ);

/** Last characters of a prefix nobody has listed: kinds of document and departments. */
export const endings =
  /(?:[发函规字办文令秘综通电厅委府政党组科教财信数网商农建环交水民文旅卫医法审监安金税林统工技]|未来|智能|资源|规划|管理|标准)$/;

/** Words before a year in brackets that are never a prefix, however the brackets look. */
export const neverPrefix = new RegExp(
  `(?:${anyOf(table.neverPrefix)}|(?:[备档图方草答预立专个教并归结涉办法大要疑]|^)案|第[一二三四五六七八九十]{1,3})$`,
);

/** Nouns that stand before a year in round or square brackets, and are no prefix there. */
export const nouns = new RegExp(`(?:${anyOf(table.noun)})$`);

/** Words inside a run after which a prefix may begin; none of them stands in a prefix. */
export const cuts = new RegExp(`^.{0,60}(?:${anyOf(table.cut)}|(?<!意)见|(?<!数)据(?=国|中|工信|发改))`);

/** Words that run into a prefix in a sentence: 根据国发〔2025〕11号. No prefix begins with one of these. */
export const leadIn = new RegExp(`^(?:${anyOf(table.leadIn)})`);

/** The same, for single characters that also begin names of places; taken off only when a listed prefix is left. */
export const weakLeadIn = /^[依原即以和在经由自至到对为其该本此含如因从向并又也等称叫指持文令所]/;

/** Central prefixes that no local prefix ends in; looked for behind words that nobody foresaw. */
export const unmistakable = /(?:国发|国办发|国办函|国函|中发|中办发|国信办|国数|国能|工信部|工信厅|人社部)\p{Script=Han}{0,6}$/u;

/** Bodies written out before their own prefix: 教育部办公厅教基厅函. */
export const bodyEnds = new RegExp(`^${han}{0,30}(?:${anyOf(table.bodyEnd)})(?=${han}{2})`, 'u');

/** Romanised prefixes, letters only and lower-case, as in "Guo Shu Zi Yuan [2026] No. 186" or "Guobanfa". Syllables of the characters above. */
export const syllables: Readonly<Record<string, string>> = Object.fromEntries(syllableTable);

/** Central prefixes that English texts spell out in syllables or describe. */
export const spelledOut: readonly string[] = table.spelledOut;

/** English words for a document series before "[2026] No. 34" (letters only, lower-case), and the prefix they stand for. */
export const englishSeries: Readonly<Record<string, string>> = Object.fromEntries(seriesTable);

/** Bodies that number orders, as English texts name them. */
export const englishBodies: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/cyberspace administration|\bCAC\b/i, '国家互联网信息办公室'],
  [/development and reform|\bNDRC\b/i, '国家发展和改革委员会'],
  [/industry and information technology|\bMIIT\b/i, '工业和信息化部'],
  [/market regulation|\bSAMR\b/i, '国家市场监督管理总局'],
  [/state council/i, '国令'],
  [/president|PRC order|order of the pr/i, '主席令'],
  [/ministry of commerce|\bMOFCOM\b/i, '商务部'],
  [/ministry of transport\b/i, '交通运输部'],
  [/ministry of education|\bMOE\b/i, '教育部'],
];
