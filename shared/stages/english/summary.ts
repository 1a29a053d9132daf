import type { DateFact } from '../../model/article.ts';
import type { ShownDocument } from '../../model/document.ts';
import type { Window } from '../../model/facts.ts';
import type { ActChange } from '../../model/lineage.ts';
import type { Bearing, Duty, SummaryLine } from '../../model/summary.ts';
import { orEmpty } from '../../model/values.ts';
import { isVerified, landmarks } from '../../registry/known.ts';
import { fold } from '../../registry/script.ts';
import { sharesName } from '../facts/article-facts.ts';
import { placesOf } from '../facts/places.ts';
import { isAct } from '../text/acts.ts';
import { structureOf } from '../text/structure.ts';
import { expressionsOf } from '../text/words.ts';
import { readIssuedAct } from './act-title.ts';
import { tellDuty } from './clause/sentence.ts';
import { isCrowded, tellBearer, tellConsequences, tellScope, tellSubjects, tellTasks } from './clause/whom.ts';
import expressions from './expressions.json' with { type: 'json' };
import { renderDay } from './quantity.ts';
import { figureLines } from './summary-figures.ts';
import { addresseeLine, issuersLine, kindOf, labelled, lineOf, tidy, toldFact, type Voice, voiceOf } from './summary-parts.ts';
import { changeLines, grantLines, relationLines, replacedLine, stageLines } from './summary-relations.ts';
import { capital, joinNames } from './title-text.ts';

const {
  handsIn,
  /** A filled-in form sets no day. */
  sample,
  adoption,
  /** 将《X》的实施期限延长至2028年: the end of another text. */
  prolonging,
  measure,
  /** A sentence that only counts changed articles quotes the duty too, and does not tell it. */
  bounded,
  /** What a task is about that those who read of AI ask about. */
  ofField,
} = expressionsOf(expressions.summary);

/** The facts of an act as short English sentences, made by rules from what was extracted: each with the words that prove it. */

export type ActFacts = Pick<ShownDocument, 'id' | 'title' | 'type' | 'status' | 'issuers' | 'dates' | 'links' | 'text' | 'warnings'> &
  Pick<ShownDocument, 'number' | 'figures' | 'windows' | 'stages' | 'participate' | 'changedBy'>;

/**
 * What is not kept with a document: whom it speaks to, how it differs from its draft (`changes`) and from the text that it replaces
 * (`replaced`), and the day in Beijing on which it is read.
 */
export type SummaryContext = {
  readonly bearing: Bearing;
  readonly changes?: readonly ActChange[];
  readonly replaced?: readonly ActChange[];
  readonly today: string;
};

const on = ({ value, precision }: Pick<DateFact, 'value' | 'precision'>) => `${precision === 'day' ? 'on' : 'in'} ${renderDay(value)}`;
const isPast = (value: string, today: string) => value < today.slice(0, value.length);

const yearOf = ({ dates: { signed, published } }: ActFacts) => Number((signed ?? published)?.value.slice(0, 4) ?? 0);

function dayLine({ dates: { signed, published, commentFrom } }: ActFacts, { it }: Voice): SummaryLine[] {
  if (signed) return lineOf(`${it} ${it === 'They' ? 'are' : 'is'} dated ${renderDay(signed.value)}.`, 'Signed', signed.quote);
  // 2026年3月1日经…会议通过: the day of a page without another, and no day of publication.
  if (published && adoption.test(published.quote) && !/[公发]布|印发|刊[登发]|发文/.test(published.quote))
    return lineOf(`${it} ${it === 'They' ? 'were' : 'was'} adopted ${on(published)}.`, 'Adopted', published.quote);
  // Comments were asked for before: the day is that of a copy.
  if (published && commentFrom && published.value > commentFrom.value) return [];
  return lineOf(published && `${it} ${it === 'They' ? 'were' : 'was'} published ${on(published)}.`, 'Published', published?.quote);
}

function forceLines({ dates: { effective, expires, signed }, warnings }: ActFacts, voice: Voice, today: string): SummaryLine[] {
  const { it, verb, proposed } = voice;
  const ofOther = expires !== undefined && expires.changedBy === undefined && prolonging.test(expires.quote);
  const did = (day: DateFact, bare: string, past: string) => `${it} ${!proposed && isPast(day.value, today) ? past : verb(bare)}`;
  // 自发布之日起, and the day is that of the file, before the text was signed.
  const unsure = signed !== undefined && effective !== undefined && effective.value < signed.value && /https?:/.test(effective.quote);
  const doubted = warnings.some(({ field }) => field === 'dates.expires');
  const last = expires && !doubted ? `${did(expires, 'expire', 'expired')} ${on(expires)}.` : undefined;
  return [
    ...lineOf(
      effective && !unsure ? `${did(effective, 'take', 'took')} effect ${on(effective)}.` : undefined,
      voice.label('effective'),
      unsure ? undefined : effective?.quote,
    ),
    ...(ofOther ? lineOf(undefined, voice.label('prolongs'), expires.quote) : lineOf(last, voice.label('expires'), expires?.quote)),
  ];
}

const ways = {
  email: ['by e-mail to', 'Comments by e-mail'],
  form: ['at', 'Comments online'],
  post: ['by post to', 'Comments by post'],
} as const;

function commentLines({ dates: { commentBy }, participate = [] }: ActFacts, today: string): SummaryLine[] {
  if (!commentBy) return [];
  const closed = isPast(commentBy.value, today);
  const until = `${commentBy.time === undefined ? '' : `${commentBy.time} on `}${renderDay(commentBy.value)}`;
  const open = lineOf(`Comments ${closed ? 'could' : 'can'} be sent until ${until}.`, 'Comments until', commentBy.quote);
  const how = participate.flatMap(({ by, to, quote }) => lineOf(`Comments can be sent ${ways[by][0]} ${to}.`, ways[by][1], quote));
  return closed ? open : [...open, ...how];
}

const range = (from: string | undefined, until: string): string => {
  if (from === undefined || from === until) return `until ${renderDay(until)}`;
  const first = renderDay(from);
  return `from ${from.slice(0, 4) === until.slice(0, 4) ? first.replace(/ \d{4}$/, '') : first} to ${renderDay(until)}`;
};

function windowLine({ kind, from, until, time, quote }: Window, today: string): SummaryLine[] {
  if (sample.test(quote) || (kind === 'application' && !handsIn.test(quote.replace(/申请人/g, '')))) return [];
  const may = isPast(until, today) ? 'could' : 'can';
  const what = kind === 'application' ? `Applications ${may} be handed in` : `Objections ${may} be raised`;
  return lineOf(`${what} ${range(from, until)}${time === undefined ? '' : `, ${time}`}.`, 'Until', quote);
}

/** Of a duty and a ban the ban alone is told. */
const onlyBans = /^(?!.*\b(?:must (?!not)|have to)).*\b(?:must not|forbidden)\b/;

function dutyLine({ by, forbids, quote, subject = '', ...place }: Duty, { label, proposed }: Voice, today: string): SummaryLine {
  const day = by === undefined ? '' : `${by.length === 10 ? '' : 'the end of '}${renderDay(by)}`;
  const clause = tellDuty(quote, proposed);
  // 应当依法开展业务，不得…: of which only the duty is told is shown as one.
  const bans = clause === undefined ? forbids : (forbids && /\b(?:not|forbidden|No)\b/.test(clause)) || onlyBans.test(clause);
  const bare = quote.replace(/不得?(?:超过|[高多长大]于)/g, '最长');
  const limits = clause === undefined && /最[长高多]/.test(bare) && !/应|必须|不得|严禁|须/.test(bare);
  const name =
    by === undefined ? label(limits ? 'limit' : bans ? 'must-not' : 'must') : `${label(isPast(by, today) ? 'was-due' : 'due')} ${day}`;
  const fact = { label: name, kind: bans ? ('prohibition' as const) : ('duty' as const), ...place };
  if (clause !== undefined) return toldFact(clause, fact, quote);
  // Who must is sure where it stands beside it, though what is not.
  const who = subject === '' || limits || !quote.replace(/\s/g, '').includes(subject) ? undefined : tellBearer(subject);
  if (who === undefined) return labelled(name, quote, fact);
  return labelled(
    by === undefined ? `${capital(who)} ${label(bans ? 'who-must-not' : 'who-must')}` : name.replace(' by ', ` from ${who} by `),
    quote,
    fact,
  );
}

function scopeLine({ scope }: Bearing, { it, verb, label }: Voice): SummaryLine[] {
  const what = scope === undefined ? undefined : tellScope(scope);
  return lineOf(what && `${it} ${verb('apply')} to ${what}.`, label('applies'), scope).map((line) => ({
    ...line,
    fact: { label: label('applies'), kind: 'scope' },
  }));
}

function subjectsLine({ text }: ActFacts, { it, verb }: Voice): SummaryLine[] {
  // A table of contents names each once more; what is long is a sentence.
  const parts = structureOf(text);
  const titled = (wanted: (typeof parts)[number]['kind']) =>
    parts.flatMap(({ kind, title }) => (kind === wanted && title !== undefined && title.length <= 20 ? [title] : []));
  const chapters = titled('chapter');
  const names = [...new Set(chapters.length > 0 ? chapters : titled('section'))];
  const told = tellSubjects(names);
  return told === undefined ? [] : lineOf(`${it} ${verb('cover')} ${told}.`, 'Covers', names.join('…'));
}

const mostBearers = 3;
/** Whom an act binds: firms and people first, who may be those whom it is about. */
function bearersLine({ bearers = [] }: Bearing, { it, verb, label }: Voice): SummaryLine[] {
  const known = bearers.flatMap(({ who, ...each }) => {
    const en = tellBearer(who);
    return en === undefined ? [] : [{ ...each, en }];
  });
  // Providers, and providers and users: told once.
  const bare = (en: string) =>
    en
      .replace(/\b(?:the|of) |s\b/g, '')
      .split(' ')
      .toSorted()
      .join(' ');
  const isSame = (one: string, en: string) =>
    en.includes(one) || one.includes(en) || bare(en) === bare(one) || (/^any /.test(one) && /^any /.test(en));
  const named = known.filter(({ en }, at) => !known.slice(0, at).some((one) => isSame(one.en, en)));
  const told = [...named.filter(({ office }) => !office).slice(0, mostBearers), ...named.filter(({ office }) => office)];
  const [first] = told;
  if (!first || (first.office && bearers.some(({ office }) => !office))) return [];
  const others = told.length < bearers.length ? ', among others' : '';
  const says = `${it} ${verb('bind')} ${joinNames(told.map(({ en }) => en))}${others}.`;
  return [toldFact(says, { label: label('binds'), kind: 'scope' }, first.quote)];
}

/** What follows for who breaks an act, beside its fines. */
function breachLine({ breaches = [] }: Bearing, fined: boolean): SummaryLine[] {
  const told = tellConsequences(breaches, fined);
  return told ? [toldFact(told.says, { label: 'Consequences', kind: 'sanction' }, told.quote)] : [];
}

const mostSupports = 2;
/** Whom an act encourages to do what: only what is told, after what it orders. */
const supportLines = ({ supports = [] }: Bearing, { strength, proposed }: Voice): SummaryLine[] =>
  supports
    .flatMap((quote) => {
      const told = tellDuty(quote, proposed);
      return told === undefined || isCrowded(told) ? [] : [toldFact(told, { label: orEmpty(strength('encourage')), kind: 'award' }, quote)];
    })
    .slice(0, mostSupports);

/** What a plan calls for; where English tells little of it, the heaviest is shown in its own words. */
function taskLines(
  duties: readonly Duty[],
  title: string,
  { it, verb, proposed }: Voice,
  told: readonly SummaryLine[],
): readonly SummaryLine[] {
  const label = proposed ? 'Would be a task' : 'Task';
  const fact = { label, kind: 'target' as const };
  const all = duties.flatMap(({ task, quote }) => {
    if (!task || told.some((each) => each.quote === tidy(quote))) return [];
    const tasks = tellTasks(quote);
    // 完善机制，…: what is told of a longer task is more than any plan says, or stays in Chinese.
    if (!tasks || (tasks.hollow && tasks.partial)) return [{ line: labelled(label, quote, fact), hollow: false, own: false }];
    const by = tasks.by === undefined ? '' : ` by ${tasks.by}`;
    const says = `${it} ${verb('call')} for ${tasks.tasks}${by}${tasks.partial ? ', among other things' : ''}.`;
    return [
      { line: toldFact(says, fact, quote), hollow: tasks.hollow === true, own: ofField.test(title + quote) || sharesName(quote, title) },
    ];
  });
  const sentences = all.filter(({ line }) => line.kind === 'sentence');
  const telling = sentences.filter(({ hollow }) => !hollow);
  const own = telling.filter((each) => each.own);
  // 建设综合交通体系, of a plan of a region that speaks of AI too: told where it says little of AI.
  const beside = telling.filter((each) => !each.own).slice(0, Math.max(0, enough - own.length));
  const shown = new Set(telling.length > 0 ? [...own, ...beside] : sentences.slice(0, heaviest));
  const few = shown.size < enough;
  return all
    .filter((each, at) => shown.has(each) || (few && at < heaviest && each.line.kind !== 'sentence' && /。$/.test(each.line.quote)))
    .map(({ line }) => line)
    .slice(0, mostTasks);
}

const mostTasks = 12;
const heaviest = 2;
const mostDuties = 8;
const enough = 4;
/** 数据主管部门应当…: what offices do for the rest, which few ask about. */
const ofOffices = /(?:人民政府|部门|机关)[^，。；]{0,6}(?:应|要)/;
/** 应当提交下列材料: what they are stands in the list alone. */
const ofLists = /\b(?:submit|provide|meet|comply with|state) the listed /;
function dutyLines(duties: readonly Duty[], voice: Voice, today: string): SummaryLine[] {
  const lines = duties.map((duty) => dutyLine(duty, voice, today));
  const told = lines.filter(({ kind }) => kind === 'sentence').length;
  // With enough that is told, one label with Chinese is enough.
  const shown = lines.slice(0, heaviest).filter(({ kind }, at) => kind === 'sentence' || at === 0 || told < 2);
  const all = [...shown, ...lines.slice(heaviest).filter(({ kind }) => kind === 'sentence')];
  const inTurn = all.toSorted((a, b) => Number(ofLists.test(a.says)) - Number(ofLists.test(b.says)));
  return inTurn.filter(({ quote }, at) => at < enough || !ofOffices.test(quote)).slice(0, mostDuties);
}

const overlap = (a: string, b: string) => b.length > 90 && a.includes(b.slice(30, 70));

const isMeasured = ({ says, quote }: SummaryLine, other: SummaryLine): boolean => {
  const same = /^(?:Must|Would have to|Would be forbidden)/.test(says) ? measure.exec(quote)?.[0] : undefined;
  return same !== undefined && bounded.test(other.says) && other.quote.includes(same);
};

/** 到2027年，建设5个…，打造100个…: what of it was told with an earlier figure. */
const partsOf = ({ kind, says, fact }: SummaryLine) =>
  kind === 'sentence' && fact?.kind === 'target'
    ? says
        .replace(/\.$/, '')
        .replace(/^[^:]{1,30}: /, '')
        .split('; ')
    : [];

/** Words that stand behind one label already (留存日志不少于六个月) are not shown again behind another, and no fact twice. */
function eachOnce(lines: readonly SummaryLine[]): readonly SummaryLine[] {
  const kept: SummaryLine[] = [];
  for (const line of lines) {
    const { kind, says, quote } = line;
    const again = (other: SummaryLine) =>
      isMeasured(line, other) ||
      (kind === 'sentence'
        ? other.says === says
        : other.kind === 'label' && (other.quote === quote || (other.says === says && overlap(other.quote, quote))));
    const parts = partsOf(line);
    const less = kept.findIndex((other) => partsOf(other).length > 0 && partsOf(other).every((each) => parts.includes(each)));
    if (less >= 0) kept.splice(less, 1);
    const told = new Set(kept.flatMap(partsOf));
    if (!kept.some(again) && (parts.length === 0 || parts.some((each) => !told.has(each)))) kept.push(line);
  }
  return kept;
}

/** （征求意见稿） on a line of its own, or behind the title. */
const marked = /^\s{0,9}([^。，；（(]{0,80})[（(](?:公开)?征求意见稿[）)]\s{0,9}$/;

/** A notice whose own text has 《…（征求意见稿）》 for its heading is a draft, whatever its page is called; its days of effect are proposals. */
function asDraft(facts: ActFacts): ActFacts {
  if (!isAct(facts.type) || facts.type === 'draft') return facts;
  const head = facts.text.split('\n', 6).flatMap((line) => marked.exec(line)?.slice(1) ?? []);
  if (!head.some((name) => name === '' || facts.title.startsWith(name))) return facts;
  const { effective: _, expires: __, ...dates } = facts.dates;
  return { ...facts, type: 'draft', dates };
}

const bareNumber = (number: string) => fold(number).replace(/[^\p{L}\d]/gu, '');

function noteLine({ title, number, type }: ActFacts): SummaryLine[] {
  const key = number === undefined ? undefined : bareNumber(number);
  const name = fold(readIssuedAct(title) ?? title);
  const note = landmarks.find((each) => {
    if (each.kind !== 'act' || each.statement === '' || !isVerified(each.mark) || type === 'draft') return false;
    if (key !== undefined && each.number !== undefined) return bareNumber(each.number) === key;
    return fold(each.zh) === name;
  });
  return note ? [{ kind: 'sentence', says: `On record: ${note.statement}`, quote: title }] : [];
}

/** What a later act put right is told by that act alone. */
const isRight = ({ changedBy = [] }: ActFacts): ((line: SummaryLine) => boolean) => {
  const wrong = changedBy.filter(({ relation, before = '' }) => relation === 'corrects' && before.length >= 3);
  return ({ quote }) =>
    !wrong.some((effect) => quote !== effect.quote && quote.includes(effect.before ?? quote) && !quote.includes(effect.after ?? quote));
};

/** The lines of an act's summary, in the order in which a reader asks; what it rests on and its day last. No act: no lines. */
export function describeAct(shown: ActFacts, { bearing, changes = [], replaced = [], today }: SummaryContext): readonly SummaryLine[] {
  const facts = asDraft(shown);
  const kind = isAct(facts.type) ? kindOf(facts) : undefined;
  if (!kind) return [];
  const proposed = facts.type === 'draft' || facts.status === 'draft' || facts.status === 'adopted-awaiting-approval';
  const voice = voiceOf(kind.many, proposed);
  const { windows = [], figures = [] } = facts;
  const relations = relationLines(facts, voice);
  // 关于印发《X》《Y》的通知: of which of them a sentence speaks, nobody knows here.
  const several = (/印发(.{0,200})/.exec(facts.title)?.[1]?.match(/《[^》]{1,80}》/g) ?? []).length > 1;
  const supports = supportLines(bearing, voice);
  const numbers = figureLines(figures, voice, yearOf(facts));
  const lines = [
    ...issuersLine(facts, kind),
    ...noteLine(facts),
    ...commentLines(facts, today),
    ...windows.flatMap((window) => windowLine(window, today)),
    ...stageLines(facts, changes),
    ...grantLines(facts, voice),
    ...relations.ends,
    ...replacedLine(replaced),
    ...forceLines(facts, voice, today),
    ...changeLines(facts.changedBy ?? [], voice),
    ...bearing.duties.flatMap((duty) => (duty.by === undefined ? [] : dutyLine(duty, voice, today))),
    ...numbers,
    ...(several ? [] : [...scopeLine(bearing, voice), ...subjectsLine(facts, voice), ...bearersLine(bearing, voice)]),
    ...dutyLines(
      bearing.duties.filter(({ by, task }) => by === undefined && !task),
      voice,
      today,
    ),
    // A head of guidelines names what they are about, and no task.
    ...taskLines(
      /指[引南]/.test(facts.title) ? bearing.duties.filter(({ quote }) => /[。；]$/.test(quote)) : bearing.duties,
      facts.title,
      voice,
      [...supports, ...numbers.filter(({ kind }) => kind === 'sentence')],
    ),
    ...supports,
    ...breachLine(
      bearing,
      figures.some(({ quote }) => /罚款|罚金/.test(quote)),
    ),
    // A label and Chinese say nothing of what it rests on and to whom it was sent.
    ...[...(several ? [] : relations.rests), ...addresseeLine(bearing, kind.many)].filter((line) => line.kind === 'sentence'),
    ...dayLine(facts, voice),
  ];
  const placeOf = placesOf(facts.text, bearing.duties);
  return eachOnce(lines.filter(isRight(facts))).map((line) =>
    // Of the whole act it is said whom it binds.
    line.fact && line.fact.label !== voice.label('binds') ? { ...line, fact: { ...placeOf(line.quote), ...line.fact } } : line,
  );
}
