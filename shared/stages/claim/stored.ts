import type { ClaimDifference, ClaimPassage } from '../../model/claim.ts';
import type { ShownDocument } from '../../model/document.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import type { DocumentType, Status } from '../../model/vocabulary.ts';
import { knownBodies } from '../../registry/bodies.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { scanDates } from '../dates/scan.ts';
import { foldText } from '../text/language.ts';
import { englishNumbers, parseNumeral } from '../text/numerals.ts';
import { structureOf } from '../text/structure.ts';
import { expressionsOf } from '../text/words.ts';
import { likeness } from './briefing.ts';
import expressions from './expressions.json' with { type: 'json' };

/**
 * What a sentence says of an act as such: who issued it and when, its number, its days, how many articles it has, what it replaces, whether
 * it is in force, of what kind it is. Each is held against what is stored; what the store may not know is left open.
 */
type Fact = { readonly agrees: boolean; readonly passage: ClaimPassage };
/** `rest`: what the sentence says besides, to be held against the text; empty where it tells fields alone. */
export type StoredFacts = {
  readonly rest: string;
  readonly agrees: boolean;
  readonly denied: boolean;
  readonly passages: readonly ClaimPassage[];
};

type Groups = Readonly<Record<string, string | undefined>>;
type Judge = (said: Groups, document: ShownDocument) => readonly Fact[];

const fact = (quote: string, agrees: boolean, differs?: ClaimDifference): Fact => ({
  agrees,
  passage: { quote, differs: agrees || !differs ? [] : [differs] },
});

/** Where it is read: the line of the page with these words. */
const lineOf = ({ title, text }: ShownDocument, words: string) =>
  [title, ...text.split('\n')]
    .find((line) => line.includes(words))
    ?.trim()
    .slice(0, 300) ?? words;

type Kind = keyof ShownDocument['dates'];
/** A month agrees with each of its days. Only the days that an act states of itself deny another. */
function onDay(kinds: readonly Kind[], sure = false): Judge {
  return ({ day }, { dates }) => {
    if (day === undefined) return [];
    const stored = kinds.flatMap((kind) => dates[kind] ?? []);
    const [first] = stored;
    const found = stored.find(({ value }) => value.startsWith(day));
    return [
      fact(
        orEmpty((found ?? first)?.quote),
        found !== undefined,
        sure && first ? { what: 'date', claimed: day, stated: first.value } : undefined,
      ),
    ];
  };
}

const bodies: readonly (readonly string[])[] = knownBodies.map(({ short, full, name, others }) => [full, short, name, ...others]);
const longestFirst = (names: readonly (readonly [string, number])[]) => names.toSorted(([a], [b]) => b.length - a.length);
const known = longestFirst(bodies.flatMap((names, n) => names.map((name) => [name, n + 1000] as const)));

const namesOf = ({ name, english }: ShownDocument['issuers'][number]): readonly string[] => {
  const { full, english: short, name: usual } = findIssuer(name) ?? {};
  const all = [name, name.replace('人民代表大会常务委员会', '人大常委会'), english, full, short, usual];
  return all.flatMap((each) => each ?? []).flatMap((each) => [each, ...(bodies.find((names) => names.includes(each)) ?? [])]);
};

/** Marks in place of words: a number, days, bodies; an issuer by its place among them, any other by its row behind a thousand. */
function marked(says: string, { issuers, dates }: ShownDocument) {
  const put = new Map<string, string>();
  let left = says;
  const mark = (at: number, words: string, token: string): void => {
    put.set(token, words);
    left = `${left.slice(0, at)}${token}${left.slice(at + words.length)}`;
  };
  const number = /\p{Script=Han}{2,14}[〔[]\d{4}[〕\]]\d{1,5}号/u.exec(left);
  if (number) mark(number.index, number[0], '№');
  for (const { date } of scanDates(left, (dates.published ?? dates.signed)?.value))
    if (date) mark(left.indexOf(date.quote), date.quote, `@${date.value}`);
  const own = longestFirst(issuers.flatMap((issuer, n) => namesOf(issuer).map((name) => [name, n] as const)));
  for (const [name, n] of [...own, ...known]) {
    const at = left.indexOf(name);
    const isPart = /^[A-Za-z]/.test(name) && /[A-Za-z]/.test([left[at - 1], left[at + name.length]].join(''));
    if (at >= 0 && !isPart) mark(at, name, `#${n}`);
  }
  left = left.replace(joints, '').replace(/(?:\b[Tt]he |China['’]s |中华人民共和国)(?=#)/g, '');
  const restored = (text: string) =>
    text
      .replace(/(#\d{1,4})(?=#)/g, hasHan(says) ? '$1、' : '$1 and ')
      .replace(/№|@[\d-]{4,10}|#\d{1,4}/g, (each) => orEmpty(put.get(each)));
  return { left: left.replace(leading, (letter) => letter.toLowerCase()), number: number?.[0], restored };
}

/** Twenty-four, 24, 二十四; none where it is no number. */
const counted = (words: string) =>
  words.split('-').reduce((sum, each) => sum + (englishNumbers.get(each.toLowerCase()) ?? parseNumeral(each) ?? Number.NaN), 0);
/** Whoever is said to have issued it is an issuer; of "four others" and 等五部门 the number is right. */
function byWhom({ by, more, all }: Groups, document: ShownDocument): readonly Fact[] {
  if (by === undefined) return [];
  const { issuers, title, text } = document;
  const said = [...new Set(by.split('#').slice(1).map(Number))];
  const total = more === undefined ? all && counted(all) : counted(more) + said.length;
  const strange = said.find((n) => n >= issuers.length);
  const names = bodies[(strange ?? 0) - 1000] ?? [];
  // Who is not named in it at all has not issued it.
  const denied = strange !== undefined && issuers.length > 0 && !names.some((name) => `${title}${text}`.includes(name));
  const stated = issuers.map(({ name }) => name).join('、');
  const agrees = strange === undefined && (total === undefined || total === issuers.length);
  return [
    fact(lineOf(document, orEmpty(issuers[0]?.name)), agrees, denied ? { what: 'who', claimed: orEmpty(names[0]), stated } : undefined),
  ];
}

const issue =
  (onDays: Judge): Judge =>
  (said, document) => [
    ...byWhom(said, document),
    ...byWhom({ by: said['also'] }, document),
    ...onDays(said, document),
    ...(said['call'] === undefined ? [] : [fact(document.title, document.status === 'draft' || document.dates.commentBy !== undefined)]),
  ];
/** Adopted on one day, it may be signed or put out on another. */
const adopted: Judge = (said, document) => {
  const [quote] = /\d{4}年\d{1,2}月\d{1,2}日[^。\n]{0,60}通过/.exec(document.text) ?? [];
  if (quote === undefined || said['day'] === undefined) return onDay(['signed'])(said, document);
  return [fact(quote, scanDates(quote, undefined)[0]?.date?.value === said['day'])];
};

function countOf(kind: 'article' | 'chapter', words: string | undefined, { text }: ShownDocument): readonly Fact[] {
  if (words === undefined) return [];
  const claimed = counted(words);
  const found = structureOf(text).filter((each) => each.kind === kind && /^第.+[条章]$/.test(each.label));
  const [last] = found.slice(-1);
  const stated = counted(orEmpty(last?.label.slice(1, -1)));
  // All of them stand there, up to the day of effect.
  const whole =
    claimed > 0 && stated === new Set(found.map(({ label }) => label)).size && stated > 0 && /[施实]行|生效/.test(text.slice(last?.start));
  const quote = last ? text.slice(last.start, last.start + 60).split('\n')[0] : '';
  return [
    fact(orEmpty(quote), whole && stated === claimed, whole ? { what: 'figure', claimed: `${claimed}`, stated: `${stated}` } : undefined),
  ];
}

/** 国令第707号, State Council Decree No. 707. */
const numbered: Judge = ({ by, decree, number }, document) => {
  const own = [document.number, ...(document.otherNumbers ?? [])].flatMap((each) => (each === undefined ? [] : [foldText(each)]));
  const [first] = own;
  const wanted = decree === undefined ? foldText(orEmpty(number)) : `第${decree}号`;
  const found = own.find((each) => each.endsWith(wanted) || wanted.endsWith(each));
  const [series = '', theirs] = [first, wanted].map((each) => orEmpty(each).replace(/\d{1,5}号$/, ''));
  const alike = theirs !== undefined && series !== '' && (series.endsWith(theirs) || theirs.endsWith(series));
  const differs = alike ? { what: 'figure' as const, claimed: wanted, stated: orEmpty(first) } : undefined;
  return [fact(lineOf(document, found ?? orEmpty(first)), found !== undefined, differs), ...byWhom({ by }, document)];
};

const standing =
  (...those: readonly Status[]): Judge =>
  (_, { status, statusReason, title }) => [fact(statusReason.quote ?? title, those.includes(status))];
const typed =
  (...those: readonly DocumentType[]): Judge =>
  (_, { type, title }) => [fact(title, those.includes(type))];

/** Valid for five years: up to the same day, or the day before it. */
const forYears: Judge = ({ n = '' }, { dates: { effective, expires } }) => {
  const years = (Date.parse(orEmpty(expires?.value)) - Date.parse(orEmpty(effective?.value))) / 31_557_600_000;
  return [fact(orEmpty(expires?.quote), Math.abs(years - counted(n)) < 0.01)];
};

/** Every word of the name stands in the title. */
const wholly = 0.8;
const replaced: Judge = ({ what = '' }, { links }) => {
  const ended = links.filter(({ relation }) => relation === 'repeals' || relation === 'supersedes');
  const [year = ''] = /\b(?:19|20)\d\d\b/.exec(what) ?? [];
  const found = ended.find(
    ({ to, quote }) =>
      likeness(what, { title: orEmpty(to.title), english: orEmpty(to.english) }) >= wholly &&
      `${to.title}${to.number}${quote}`.includes(year),
  );
  return [fact(orEmpty((found ?? ended[0])?.quote), found !== undefined)];
};

const judges: Readonly<Record<string, Judge>> = {
  putOut: issue(onDay(['signed', 'published', 'commentFrom'])),
  adopted: issue(adopted),
  effective: onDay(['effective'], true),
  closing: onDay(['commentBy'], true),
  expiring: onDay(['expires']),
  years: forYears,
  articles: ({ n, c }, document) => [...countOf('article', n, document), ...countOf('chapter', c, document)],
  number: numbered,
  replaced,
  notYet: standing('not-yet-in-force', 'draft'),
  over: standing('repealed', 'superseded'),
  expired: standing('expired'),
  inForce: standing('in-force'),
  draft: standing('draft'),
  localRegulation: typed('local-regulation'),
  regulation: typed('regulation'),
  rule: typed('rule'),
  law: typed('law'),
};
const parts: Readonly<Record<string, string>> = expressions.fieldParts;
const rows = expressions.fields.map(([field = '', ...pieces]) => {
  const source = pieces.join('').replace(/\{([a-z]+)\}/gi, (_, name: string) => orEmpty(parts[name]));
  return [new RegExp(source, 'u'), judges[field]] as const;
});

/** Words that say nothing besides: pronouns, names of acts, being and having, "now". */
const {
  idle,
  joints,
  /** Issued by the CAC, the measures …. */
  leading,
} = expressionsOf(expressions.stored);
const isIdle = (text: string) => text.replace(idle, '') === '';

/** What a sentence tells of the fields of an act; `undefined` where it tells none, or in one breath with something else. */
export function storedFacts(given: string, document: ShownDocument): StoredFacts | undefined {
  const { number, restored, ...marks } = marked(given, document);
  let left = marks.left;
  const found: Fact[] = [];
  for (const [expression, judge] of rows) {
    const match = expression.exec(left);
    if (!match || !judge) continue;
    const groups: Groups = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, words]) => [name, words?.replace(/^@/, '')]));
    found.push(...judge({ ...groups, number }, document));
    left = `${left.slice(0, match.index)}§${left.slice(match.index + match[0].length)}`;
  }
  if (found.length === 0) return undefined;
  const rest = left
    .split(/(?<=[,，;；])/)
    .filter((part) => !part.includes('§') || !isIdle(part))
    .join('');
  if (rest.includes('§')) return undefined;
  const sections = structureOf(document.text).filter(({ kind }) => kind === 'article');
  const passages = found
    .map(({ passage }) => {
      const at = document.text.indexOf(passage.quote);
      return { ...opt('article', sections.find(({ start, end }) => start <= at && at < end)?.label), ...passage };
    })
    .toSorted((a, b) => b.differs.length - a.differs.length);
  const [agrees, denied] = [found.every((each) => each.agrees), passages.some(({ differs }) => differs.length > 0)];
  return { rest: isIdle(rest) ? '' : restored(rest), agrees, denied, passages };
}
