import type { DescriptiveHeadline, ShownItem } from '../../model/query.ts';
import { hasHan, opt } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { type GlossaryTerm, glossary, typeWords, wordLists } from '../../registry/glossary.ts';
import { companies } from '../../registry/institutions.ts';
import { findIssuer, issuerById, knownIssuers } from '../../registry/issuers.ts';
import { landmarks } from '../../registry/known.ts';
import { places } from '../../registry/places.ts';
import { fold } from '../../registry/script.ts';
import { isAct } from '../text/acts.ts';
import { parseBodyNames } from '../text/body-names.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import { actOf } from './act-title.ts';
import { englishTitle, surelyEnglish } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import type { TitlePiece } from './title-text.ts';

const {
  /** The country and its government. */
  ofEveryMatter,
  /** What is asked, denied or merely said to be. */
  unsure,
} = expressionsOf(expressions.descriptiveHeadline);

/**
 * A headline for a title that has no sure English: one of its sentences, else what it names (acts, what the field speaks of, bodies and
 * places), else its known words. It says of what the title speaks, and never what a title says of it.
 */

/** `place`: a place or body of which the title speaks behind its issuer; `cited`: one that only a work named in it names. */
type Role = 'name' | 'actor' | 'place' | 'cited' | 'field' | 'term' | 'word' | 'silent';
type Subject = { readonly role: Role | 'act'; readonly en: string };

const bare = (text: string) =>
  fold(text)
    .replace(/[“”"「」『』《》〈〉\s]/g, '')
    .replace(/^的|的$/g, '');

let known: ReadonlyMap<string, Role> | undefined;
const partRole = ({ zh, part }: GlossaryTerm): Role => (part !== 'noun' || zh.length < 2 ? 'silent' : zh.length > 2 ? 'term' : 'word');
const readRoles = (): ReadonlyMap<string, Role> =>
  new Map<string, Role>([
    ...glossary.toReversed().map((row) => [fold(row.zh), partRole(row)] as const),
    ...companies.flatMap(({ aliases }) => aliases.map((alias) => [fold(alias), 'actor'] as const)),
    ...places.flatMap(({ forms }) => forms.map((form) => [fold(form), 'actor'] as const)),
    ...typeWords.map(({ zh }) => [fold(zh), 'silent'] as const),
    ...wordLists['says-little'].map((zh) => [fold(zh), 'silent'] as const),
    ...wordLists['of-the-field'].map((zh) => [fold(zh), 'term'] as const),
  ]);

/** Acts, programmes and ideas that everybody in the field calls by name. */
const names = [
  ...landmarks.flatMap(({ zh, kind }) => (zh.length > 2 && /act|programme|idea/.test(kind) ? [bare(zh)] : [])),
  ...wordLists.programmes,
];
const namesNothing = /^(?:[A-Z][a-z]{1,20}ly )?[A-Z][a-z]{1,20}ing\b(?! (?:of|Power)\b)|^[\d\s–—-]{1,12}(?:st|nd|rd|th)?$|-Level$|^[a-z]/;
const isDay = /^\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Terms of the field, and not one of its words alone. */
const ofTheField = new RegExp(`^(?=.{4})(?:.{1,20})?${oneOf(wordLists['of-the-field'])}`);

function subjectOf({ zh, en, by }: TitlePiece): readonly Subject[] {
  const plain = bare(zh);
  const english = en.replace(/^the |:$/g, '');
  if (by === 'dictionary' || hasHan(en) || !/[a-z]/i.test(en)) return [];
  if (names.some((name) => plain.startsWith(name))) return [{ role: 'name', en: english }];
  const body = plain.length > 2 ? findIssuer(plain)?.english : undefined;
  if (body !== undefined) return [{ role: 'actor', en: body }];
  known ??= readRoles();
  const role = known.get(plain);
  if (role !== undefined && role !== 'term') return role === 'silent' ? [] : [{ role, en: english }];
  if (role === undefined && (plain.length < 4 || namesNothing.test(english) || isDay.test(english) || hasHan(englishTitle(zh).english)))
    return [];
  return [{ role: ofTheField.test(plain) ? 'field' : 'term', en: english }];
}

function subjectsOf(title: string): readonly Subject[] {
  const works = (title.match(/《[^《》]{4,120}》/g) ?? []).flatMap((work) => {
    const { english } = surelyEnglish(work.slice(1, -1));
    return hasHan(english) ? [] : [{ work, subject: { role: 'act', en: english } as const }];
  });
  const rest = works.reduce((text, { work }) => text.replace(work, '，'), title);
  const [own = ''] = rest.replace(/《[^《》]*》/g, '，').split(/转发|批转/, 1);
  // 某办公厅关于山西…事故的通报: who issues stands before 关于, and where it happened behind it.
  const about = own.indexOf('关于');
  const issuers = about > 0 ? own.slice(0, about) : own;
  // 自然资源 of 海口市自然资源和规划局 is part of a name.
  const nameParts =
    about > 0 && parseBodyNames(issuers) !== undefined ? (zh: string) => issuers.includes(zh) && !own.includes(zh, about) : () => false;
  const named = englishTitle(rest).pieces.flatMap((piece) =>
    subjectOf(piece).flatMap((each) => {
      if (each.role !== 'actor') return nameParts(piece.zh) ? [] : each;
      return issuers.includes(piece.zh) ? each : { ...each, role: own.includes(piece.zh) ? ('place' as const) : ('cited' as const) };
    }),
  );
  const found = [...works.map(({ subject }) => subject), ...named];
  return [...new Map(found.map((each) => [each.en.toLowerCase(), each])).values()];
}

const kinds: Readonly<Partial<Record<DocumentType, string>>> = {
  news: 'News on',
  analysis: 'Analysis of',
  interpretation: 'Interpretation of',
  company: 'Company news on',
};

const clauses = /(?:《[^《》]{1,120}》|[^\s:：,，;；|｜!！。…—《])+/gu;

const fewest = 8;

function describeFirstClause(title: string): DescriptiveHeadline | undefined {
  if (unsure.test(title)) return undefined;
  const plain = title.replace(/【[^【】]{1,12}】/g, '');
  const [first = '', ...others] = plain.match(clauses) ?? [];
  if (others.length === 0 || first.length < fewest) return undefined;
  const { english } = surelyEnglish(first, 'news');
  return hasHan(english) ? undefined : { english: `${english} …`, by: 'known' };
}

const most = 4;
const mostWords = 8;

const issuersOf = (name: string): readonly string[] => {
  const landmark = landmarks.find(({ en, kind }) => kind === 'act' && en.toLowerCase() === name.toLowerCase());
  return (landmark?.issuers ?? []).slice(0, 1).flatMap((id) => issuerById(id)?.english ?? []);
};

/** Names have commas of their own: Eastern Data, Western Computing. */
const listed = (names: readonly string[]) => names.join(names.some((name) => name.includes(',')) ? '; ' : ', ');

const kindWords = (type: DocumentType) => type.charAt(0).toUpperCase() + type.slice(1).replaceAll('-', ' ');

/** 国务院办公厅 names the State Council too. */
const actorsOf = (all: readonly string[]) => all.filter((name) => !all.some((other) => other !== name && other.includes(name))).slice(0, 2);

/** `Notice: Housing`, and behind whom it names `Guizhou: notice, Housing`. */
const ofAnAct = (actors: readonly string[], type: DocumentType, about: readonly string[]) =>
  actors.length > 0 ? `${actors.join(', ')}: ${listed([type.replaceAll('-', ' '), ...about])}` : `${kindWords(type)}: ${listed(about)}`;

function describeSubjects(subjects: readonly Subject[], type: DocumentType = 'other'): DescriptiveHeadline | undefined {
  const of = (...wanted: readonly Subject['role'][]) => subjects.flatMap(({ role, en }) => (wanted.includes(role) ? [en] : []));
  const issued = isAct(type);
  const [strong, terms] = [of('act', 'name'), of('field', 'term')];
  const actors = actorsOf(issued ? of('actor') : of('actor', 'place', 'cited'));
  if (strong.length + of('field').length === 0 && (actors.length === 0 || terms.length === 0)) return undefined;
  const where = issued ? of('place').filter((name) => !actors.some((actor) => actor.includes(name))) : [];
  const about = [...strong, ...terms, ...where].slice(0, most);
  if (issued && actors.length > 0) return { english: ofAnAct(actors, type, about), by: 'known' };
  const who = actors.length > 0 ? actors : strong.flatMap(issuersOf).slice(0, 1);
  return { english: `${kinds[type] ?? (issued ? kindWords(type) : 'On')}: ${listed([...about, ...who])}`, by: 'known' };
}

function describeTitle(title: string, type?: DocumentType): DescriptiveHeadline {
  const clause = describeFirstClause(title);
  if (clause) return clause;
  const subjects = subjectsOf(title);
  const found = describeSubjects(subjects, type);
  if (found) return found;
  const telling = subjects.filter(({ en }) => !ofEveryMatter.test(en));
  if (type === undefined || !isAct(type)) {
    const words = (telling.length > 0 ? telling : subjects).slice(0, mostWords);
    if (words.length > 0) return { english: `Words: ${words.map(({ en }) => en).join(' · ')}`, by: 'words' };
  } else {
    const { bodies = [], words = [] } = Object.groupBy(telling, ({ role }) => (role === 'actor' ? 'bodies' : 'words'));
    const named = (some: readonly Subject[]) => some.slice(0, mostWords).map(({ en }) => en);
    // 工程建设, or two short words (医疗纠纷), are no matter of an act.
    const enough = words.some(({ role }) => role === 'term' || role === 'field') ? 2 : 3;
    if (words.length >= enough) return { english: ofAnAct(actorsOf(named(bodies)), type, named(words)), by: 'words' };
  }
  return { english: `${type === undefined || type === 'other' ? 'Text' : kindWords(type)} in Chinese`, by: 'words' };
}

export type Named = {
  readonly title: string;
  readonly english?: string;
  readonly type?: DocumentType;
  readonly act?: { readonly title: string; readonly english: string };
  readonly shown?: Pick<ShownItem, 'act' | 'described'>;
};

/**
 * What a document is called, in English and in Chinese: the act that it issues, where it issues one; else its own title. The English is the
 * Chinese again where no English is sure.
 */
export function sureName({ title, english = '', type, act: known, shown }: Named): {
  readonly english: string;
  readonly chinese: string;
} {
  const own = english === '' ? title : english;
  const act = known ?? (shown ? shown.act : type && actOf({ title, type }));
  if (!act) return { english: own, chinese: title };
  return { english: act.english === act.title && !hasHan(own) ? own : act.english, chinese: act.title };
}

/** Who wrote what is forwarded did not issue the page that forwards it: its own title says that. */
const describe = ({ title, type }: Named | Parameters<typeof toShownItem>[0], act: string): DescriptiveHeadline =>
  describeTitle(/转发|批转/.test(title) ? title : act, type);

/** As `sureName`, for the head of something: where no English is sure it is told what the title names, or its words. */
export function headlineOf(named: Named): ReturnType<typeof sureName> & Partial<Pick<DescriptiveHeadline, 'by'>> {
  const { english, chinese } = sureName(named);
  return hasHan(english) ? { ...(named.shown?.described ?? describe(named, chinese)), chinese } : { english, chinese };
}

export const ownHeadline = (named: Omit<Named, 'act' | 'shown'>): ReturnType<typeof headlineOf> => headlineOf({ ...named, shown: {} });

/** What lists show of a document: worked out once, when its row of the index is made. */
export function toShownItem(named: Required<Parameters<typeof actOf>[0]>, issuerNames: readonly string[]): ShownItem {
  const act = actOf(named);
  const { english, chinese } = sureName({ ...named, english: named.english.title, shown: opt('act', act) });
  return {
    ...opt('act', act),
    ...(hasHan(english) && { described: describe(named, chinese) }),
    issuers: knownIssuers(issuerNames),
    ...opt('page', named.english.page),
  };
}
