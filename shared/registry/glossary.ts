import adjectives from './tables/glossary/adjectives.json' with { type: 'json' };
import askedNames from './tables/glossary/asked-names.json' with { type: 'json' };
import kindsOfDocument from './tables/glossary/kinds-of-document.json' with { type: 'json' };
import links from './tables/glossary/links.json' with { type: 'json' };
import marks from './tables/glossary/marks.json' with { type: 'json' };
import nouns from './tables/glossary/nouns.json' with { type: 'json' };
import offices from './tables/glossary/offices.json' with { type: 'json' };
import otherEnglish from './tables/glossary/other-english.json' with { type: 'json' };
import verbs from './tables/glossary/verbs.json' with { type: 'json' };

/** How a word behaves in a title: a thing, an act (rendered as a gerund), a description, a connective. */
type PartOfSpeech = 'noun' | 'verb' | 'adjective' | 'link';
export type GlossaryTerm = { readonly zh: string; readonly en: string; readonly part: PartOfSpeech };

const terms = (part: PartOfSpeech, table: readonly string[][]): GlossaryTerm[] =>
  (table as [string, string][]).map(([zh, en]) => ({ zh, en, part }));

/** Words for kinds of documents, at the end of a title: Chinese, English. */
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
 * Words of titles, longest match first. Places and issuers come from the registry of issuers. A word is rendered by its first English; the other
 * English, last here, is what a reader may ask for.
 */
export const glossary: readonly GlossaryTerm[] = [
  ...[...levelOffices].map(([zh, en]): GlossaryTerm => ({ zh, en, part: 'noun' })),
  ...terms('noun', nouns),
  ...terms('verb', verbs),
  ...terms('adjective', adjectives),
  ...terms('link', links),
  ...terms('noun', otherEnglish),
];

/** Names that readers ask for and no title is written with: acronyms, what everybody calls an act, the spelling of other translators. */
export const asked: readonly (readonly [zh: string, en: string])[] = askedNames as [string, string][];

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

/** Marks in brackets after a title. */
export const brackets: Readonly<Record<string, string>> = Object.fromEntries([...marks, ...again]);
