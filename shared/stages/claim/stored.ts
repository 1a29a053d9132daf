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
type Fact = { readonly agrees: boolean; readonly denied: boolean; readonly passage: ClaimPassage };
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
  denied: !agrees && differs !== undefined,
  passage: { quote, differs: agrees || !differs ? [] : [differs] },
});

/** Where it is read: the line of the page with these words. */
const lineOf = ({ title, text }: ShownDocument, words: string): string =>
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

/** Issued by the CAC, the measures …. */
const leading = /^[A-Z](?=[a-z]{1,12} (?:jointly|by|on|in|since|force|effect) )/;

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
  const restored = (text: string): string =>
    text
      .replace(/(#\d{1,4})(?=#)/g, hasHan(says) ? '$1、' : '$1 and ')
      .replace(/№|@[\d-]{4,10}|#\d{1,4}/g, (each) => orEmpty(put.get(each)));
  return { left: left.replace(leading, (letter) => letter.toLowerCase()), number: number?.[0], restored };
}
const joints = /(?<=#\d{1,4})(?:,? and (?:the )?|, (?:the )?|,? (?:together|jointly|along) with (?:the )?|[、，和与及]|会同|联合)(?=#)/g;

/** Twenty-four, 24, 二十四; none where it is no number. */
const counted = (words: string): number =>
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
    ...onDays({ day: said['day'] ?? said['last'] }, document),
    ...(said['call'] === undefined ? [] : [fact(document.title, document.status === 'draft' || document.dates.commentBy !== undefined)]),
  ];
/** Adopted on one day, it may be signed or put out on another. */
const adopted: Judge = (said, document) => {
  const [quote] = /\d{4}年\d{1,2}月\d{1,2}日[^。\n]{0,60}通过/.exec(document.text) ?? [];
  if (quote === undefined || said['day'] === undefined) return onDay(['signed'])(said, document);
  return [fact(quote, scanDates(quote, undefined)[0]?.date?.value === said['day'])];
};
const putOut = issue(onDay(['signed', 'published', 'commentFrom']));

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
const forYears: Judge = ({ n, n2 }, { dates: { effective, expires } }) => {
  const years = (Date.parse(orEmpty(expires?.value)) - Date.parse(orEmpty(effective?.value))) / 31_557_600_000;
  return [fact(orEmpty(expires?.quote), Math.abs(years - counted(orEmpty(n ?? n2))) < 0.01)];
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

const day = '(?<day>@[\\d-]{4,10})';
const last = '(?<last>@[\\d-]{4,10})';
const body = '(?<by>[#\\d]{2,60})';
const more = '(?: and (?<more>[a-z]{3,9}|\\d{1,2}) other (?:[a-z]{3,12} )?(?:bod|department|agenc|ministr|authorit)[a-z]{0,4})?';
const inAll = '(?:等(?<all>[一二两三四五六七八九十\\d]{1,2})个?部门)?';
const several = '(?<n>\\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?|[一二三四五六七八九十百]{1,6})';
const put = 'issued|published|released|promulgated|unveiled|announced|enacted|put out|made public|dated';
const deeds = '(?:公布|发布|印发|出台|下发|颁布|制定)(?!之日)';
const passed = 'adopted|passed|approved|signed';
const all = (source: string): RegExp => new RegExp(source, 'u');
const made = (verbs: string): readonly RegExp[] => [
  all(
    `^${body}${more} (?:ha(?:s|ve) )?(?:jointly )?(?:${verbs}) (?:the (?:draft )?measures|them|it)` +
      `(?:,? (?:jointly |together |along )?with (?:the )?(?<also>[#\\d]{2,60}))?(?: (?:on|in) ${day})?`,
  ),
  all(
    `(?:jointly )?\\b(?:${verbs})(?<call> for (?:public )?comments?)?(?: (?:on |in )?${day})?(?: (?:jointly )?by ${body}${more})?(?: (?:on|in) ${last})?`,
  ),
];
const madeInChinese = (verbs: string): RegExp =>
  all(`(?:(?:于|在)?${day})?(?:由${body}${inAll})?(?:联合|共同)?(?:(?:于|在)?${last})?(?:联合|共同)?(?:向社会)?(?:公开)?(?:${verbs})`);

const rows: readonly (readonly [RegExp, Judge])[] = [
  ...made(put).map((each) => [each, putOut] as const),
  ...made(passed).map((each) => [each, issue(adopted)] as const),
  [all(`^${body}${inAll}(?:于?${day})?(?:联合|共同)?${deeds}了?(?=[该本此这])`), putOut],
  [madeInChinese(`${deeds}|(?<call>征求意见(?!稿))`), putOut],
  [madeInChinese('通过'), issue(adopted)],
  [
    all(
      `(?:\\b(?:t[ao]\\w{2,4}|[cg]o\\w{0,4}|came|went|enter\\w{0,3}) )?(?:in(?:to)? )?\\b(?:force|effect|effective|appl(?:y|ies|ied)|applicable)` +
        `(?: (?:since|from|as|of|on|in|starting)){1,2} ${day}`,
    ),
    onDay(['effective'], true),
  ],
  [all(`(?:自|从|于)?${day}(?:起|开始)?(?:正式)?(?:施行|实施|生效|执行)`), onDay(['effective'], true)],
  [
    all(
      `(?:open for )?(?:[Pp]ublic )?(?:[Cc]omments?|[Ff]eedback|[Cc]onsultation)(?: (?!not)[a-z]{1,12}){0,5} (?:until|by|before|on|through) ${day}`,
    ),
    onDay(['commentBy'], true),
  ],
  [
    all(`(?:公开)?(?:征求|反馈|公众)?意见(?:反馈)?(?:的)?(?:截止)?(?:时间|日期|期限)?(?:为|是|至|截至|截止到?)${day}`),
    onDay(['commentBy'], true),
  ],
  [
    all(`(?:expires?|valid|in force|in effect)(?: (?:on|until|through|till)) ${day}|有效期(?:至|到)(?<last>@[\\d-]{4,10})`),
    ({ day: on, last: until }, document) => onDay(['expires'])({ day: on ?? until }, document),
  ],
  [all(`(?:valid|in (?:force|effect)) for ${several} years?|有效期限?为?(?<n2>[一二三四五六七八九十\\d]{1,2})年`), forYears],
  [
    all(
      `(?:\\b(?:of|in|with) )?(?:(?<c>[a-z\\d]{1,9}) chapters(?:,? and|,)? )?\\b${several} articles?(?: in (?<c2>[a-z\\d]{1,9}) chapters)?`,
    ),
    ({ n, c, c2 }, document) => [...countOf('article', n, document), ...countOf('chapter', c ?? c2, document)],
  ],
  [
    all(`(?<!第)(?:(?<c>[一二三四五六七八九十\\d]{1,3})章[，、共和]{0,2})?(?<![第\\d])${several}条(?!第)`),
    ({ n, c }, document) => [...countOf('article', n, document), ...countOf('chapter', c, document)],
  ],
  [/№/, numbered],
  [all(`(?:${body} )?(?:Decree|Order|Announcement) (?:[Nn]o\\.?|number) ?(?<decree>\\d{1,5})`), numbered],
  [all(`${body}?令第?(?<decree>\\d{1,5})号`), numbered],
  [/\b(?:replac|supersed|repeal)\w{1,5} (?!by|in)(?<what>[^@.;]{4,160})/, replaced],
  [
    /not yet (?:in (?:force|effect)|effective|applicable|taken effect|entered into force)|yet to take effect|尚未(?:正式)?(?:施行|生效|实施)/,
    standing('not-yet-in-force', 'draft'),
  ],
  [/(?:repealed|abolished|no longer (?:in force|valid))|(?:已经?|被)?废止/, standing('repealed', 'superseded')],
  [/expired|已?(?:经)?失效/, standing('expired')],
  [/in (?:force|effect)|现行有效|有效(?!期)|(?:正在|已经?)(?:正式)?(?:施行|实施|生效)/, standing('in-force')],
  [/drafts?\b(?: for (?:public )?comments?)?|征求意见稿|草案/, standing('draft')],
  [/local regulations?|地方性法规/, typed('local-regulation')],
  [/administrative regulations?|行政法规/, typed('regulation')],
  [/departmental rules?|部门规章/, typed('rule')],
  [/national laws?|法律/, typed('law')],
];

/** Words that say nothing besides: pronouns, names of acts, being and having, "now". */
const { idle } = expressionsOf(expressions.stored);
const isIdle = (text: string): boolean => text.replace(idle, '') === '';

function placed(passage: ClaimPassage, { text }: ShownDocument): ClaimPassage {
  const at = text.indexOf(passage.quote);
  const article = structureOf(text).find(({ kind, start, end }) => kind === 'article' && start <= at && at < end);
  return { ...opt('article', article?.label), ...passage };
}

/** What a sentence tells of the fields of an act; `undefined` where it tells none, or in one breath with something else. */
export function storedFacts(given: string, document: ShownDocument): StoredFacts | undefined {
  const { number, restored, ...marks } = marked(given, document);
  let left = marks.left;
  const found: Fact[] = [];
  for (const [expression, judge] of rows) {
    const match = expression.exec(left);
    if (!match) continue;
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
  return {
    rest: isIdle(rest) ? '' : restored(rest),
    agrees: found.every(({ agrees }) => agrees),
    denied: found.some(({ denied }) => denied),
    passages: found.toSorted((a, b) => Number(b.denied) - Number(a.denied)).map(({ passage }) => placed(passage, document)),
  };
}
