import { han } from '../model/values.ts';
import subjectRows from './tables/act-subjects.json' with { type: 'json' };
import commonRows from './tables/common-words.json' with { type: 'json' };
import seriesTable from './tables/english-series.json' with { type: 'json' };
import adjectives from './tables/glossary/adjectives.json' with { type: 'json' };
import askedNames from './tables/glossary/asked-names.json' with { type: 'json' };
import kindsOfDocument from './tables/glossary/kinds-of-document.json' with { type: 'json' };
import links from './tables/glossary/links.json' with { type: 'json' };
import marks from './tables/glossary/marks.json' with { type: 'json' };
import nounRows from './tables/glossary/nouns.json' with { type: 'json' };
import offices from './tables/glossary/offices.json' with { type: 'json' };
import otherEnglish from './tables/glossary/other-english.json' with { type: 'json' };
import verbRows from './tables/glossary/verbs.json' with { type: 'json' };
import lists from './tables/glossary/word-lists.json' with { type: 'json' };
import pairs from './tables/glossary/word-pairs.json' with { type: 'json' };
import prefixRows from './tables/prefixes.json' with { type: 'json' };
import nameSyllables from './tables/syllables.json' with { type: 'json' };
import rows from './verbs.json' with { type: 'json' };

/** How a word behaves in a title: a thing, an act (rendered as a gerund), a description, a connective. */
type PartOfSpeech = 'noun' | 'verb' | 'adjective' | 'link';

export type GlossaryTerm = { readonly zh: string; readonly en: string; readonly part: PartOfSpeech };

const terms = (part: PartOfSpeech, table: readonly string[][]): GlossaryTerm[] =>
  (table as [string, string][]).map(([zh, en]) => ({ zh, en, part }));

export const typeWords: readonly GlossaryTerm[] = terms('noun', kindsOfDocument);

const levels = { 自治区: 'Autonomous Region', 省: 'Provincial', 市: 'Municipal', 区: 'District', 县: 'County' };

/** 市发展改革委, 省科技厅: offices of a level whose place is not named. */
export const levelOffices: ReadonlyMap<string, string> = new Map(
  Object.entries(levels).flatMap(([level, english]) =>
    (offices as [string, string][]).map(
      ([zh, en]) => [`${level}${zh}`, en.includes('{level}') ? en.replace('{level}', english) : `${english} ${en}`] as const,
    ),
  ),
);

/**
 * Words of titles, longest match first. Places and issuers come from the registry of issuers. A word is rendered by its first English; the
 * other English, last here, is what a reader may ask for.
 */
export const glossary: readonly GlossaryTerm[] = [
  ...[...levelOffices].map(([zh, en]): GlossaryTerm => ({ zh, en, part: 'noun' })),
  ...terms('noun', nounRows),
  ...terms('verb', verbRows),
  ...terms('adjective', adjectives),
  ...terms('link', links),
  ...terms('noun', otherEnglish),
];

export const requestedNames: readonly (readonly [zh: string, en: string])[] = askedNames as [string, string][];

const rounds = { 一: 'First', 二: 'Second', 三: 'Third', 四: 'Fourth' } as const;

const calls = { 征求意见稿: 'Draft for Comment', 公开征求意见稿: 'Draft for Public Comment', 审议稿: 'Deliberation Draft' } as const;

/** A draft that is asked about, or read, more than once: 二次征求意见稿, 第二次审议稿, 草案三次审议稿, 再次征求意见稿. */
const again = Object.entries(calls).flatMap(([mark, english]) => [
  [`再次${mark}`, `Further ${english}`],
  ...Object.entries(rounds).flatMap(([n, round]) =>
    [`${n}次`, `第${n}次`, `第${n}轮`, `草案${n}次`, `草案第${n}次`].map((count) => [`${count}${mark}`, `${round} ${english}`]),
  ),
  ...Object.entries(rounds).flatMap(([n, round]) => [
    [`修订草案${n}次审议稿`, `Draft Revision, ${round} Deliberation Draft`],
    [`修正草案${n}次审议稿`, `Draft Amendment, ${round} Deliberation Draft`],
  ]),
]);

export const brackets: Readonly<Record<string, string>> = Object.fromEntries([...marks, ...again]);

export const wordLists = lists;

type PairsName = keyof typeof pairs;

/**
 * Words and what they become in English, or in another form of it, by name: what is asked (申领 → Apply for), gerunds as nouns (Filing →
 * Filing), plurals.
 */
export const wordPairs = Object.fromEntries(
  Object.entries(pairs).map(([name, rows]) => [name, Object.fromEntries(rows as [string, string][])]),
) as Readonly<Record<PairsName, Readonly<Record<string, string>>>>;

/** Words of everyday officialese that say nothing of the field: they tell where words end (between 办法 and 规定 there is no 法规). */
export const commonWords: readonly string[] = Object.values(commonRows).flat();

/** What a verb does with a text, or with a day of it. */
export const verbClasses = [
  'repeal',
  'replace',
  'forward',
  'draft',
  'become',
  'base',
  'explain',
  'hold',
  'begin',
  'end',
  'extend',
  'publish',
  'adopt',
  'sign',
  'comment',
  'object',
  'apply',
  'bid',
] as const;

export type VerbClass = (typeof verbClasses)[number];

/** One row of verbs.json. A verb is added there, as one line, and works in every frame (shared/stages/facts/phrases/phrases.ts). */
export type Verb = {
  readonly class: VerbClass;
  readonly word: string;
  readonly lang: 'zh' | 'en';
  /** What the named text can be to it: 代替《旧》 has it as object, 《旧》作废 as subject. Without the field both are usual. */
  readonly takes?: 'object' | 'subject';
  /** An everyday word (取消, 转给) that says this of a text only right beside its name. */
  readonly close?: true;
  readonly past?: string;
  readonly participle?: string;
  readonly ing?: string;
};

export const verbs = rows as readonly Verb[];

export const verbsOf = (which: VerbClass, lang: Verb['lang']): readonly Verb[] =>
  verbs.filter((verb) => verb.class === which && verb.lang === lang);

/**
 * What an article of an act is about, by words that stand in it: acts of different places are laid side by side by these. In the order in
 * which acts treat them.
 */
type ActSubject = { readonly id: string; readonly zh: string; readonly en: string; readonly words: readonly string[] };

export const actSubjects: readonly ActSubject[] = subjectRows;

const anyOf = (words: readonly string[]) => words.join('|');

/** Beginnings of central prefixes; the department and the kind of document follow (国数 → 国数资源, 发改 → 发改办数据). */
export const centralBases: readonly string[] = prefixRows.central;

/** Single characters that are a whole prefix or begin one; believed only where nothing runs into them. */
export const shortBases: readonly string[] = [...'教财商农水建环林署法银金公民审交人科文体国'];

/** Short names of provinces, of cities that have their own, and full city names that occur; a department or 政府 follows (沪府办, 深工信规). */
export const placeBases: readonly string[] = prefixRows.place;

export const organs = anyOf(prefixRows.organ);

/** Last characters of a prefix nobody has listed: kinds of document and departments. */
export const endings =
  /(?:[发函规字办文令秘综通电厅委府政党组科教财信数网商农建环交水民文旅卫医法审监安金税林统工技]|未来|智能|资源|规划|管理|标准)$/;

/** Words before a year in brackets that are never a prefix, however the brackets look. */
export const neverPrefix = new RegExp(
  `(?:${anyOf(prefixRows.neverPrefix)}|(?:[备档图方草答预立专个教并归结涉办法大要疑]|^)案|第[一二三四五六七八九十]{1,3})$`,
);

export const nouns = new RegExp(`(?:${anyOf(prefixRows.noun)})$`);

/** Words inside a run after which a prefix may begin; none of them stands in a prefix. */
export const cuts = new RegExp(`^.{0,60}(?:${anyOf(prefixRows.cut)}|(?<!意)见|(?<!数)据(?=国|中|工信|发改))`);

/** Words that run into a prefix in a sentence: 根据国发〔2025〕11号. No prefix begins with one of these. */
export const leadIn = new RegExp(`^(?:${anyOf(prefixRows.leadIn)})`);

/** The same, for single characters that also begin names of places; taken off only when a listed prefix is left. */
export const weakLeadIn = /^[依原即以和在经由自至到对为其该本此含如因从向并又也等称叫指持文令所]/;

export const unmistakable = /(?:国发|国办发|国办函|国函|中发|中办发|国信办|国数|国能|工信部|工信厅|人社部)\p{Script=Han}{0,6}$/u;

/** Bodies written out before their own prefix: 教育部办公厅教基厅函. */
export const bodyEnds = new RegExp(`^${han}{0,30}(?:${anyOf(prefixRows.bodyEnd)})(?=${han}{2})`, 'u');

/**
 * Romanised prefixes, letters only and lower-case, as in "Guo Shu Zi Yuan [2026] No. 186" or "Guobanfa". Syllables of the characters above.
 */
export const syllables: Readonly<Record<string, string>> = Object.fromEntries(nameSyllables);

export const spelledOut: readonly string[] = prefixRows.spelledOut;

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
