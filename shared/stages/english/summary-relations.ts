import type { DateFact } from '../../model/article.ts';
import type { ActEffect, Link, ShownDocument } from '../../model/document.ts';
import { type ActChange, countChanges } from '../../model/lineage.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { group, hasHan, orEmpty } from '../../model/values.ts';
import { fold } from '../../registry/script.ts';
import { numeralOf } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import { readIssuedAct } from './act-title.ts';
import { englishTitle } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readTitleIssuers } from './issuing-bodies.ts';
import { renderKnownName } from './known-words.ts';
import { renderNumberName } from './numbers.ts';
import { renderDay } from './quantity.ts';
import { lineOf, type Voice } from './summary-parts.ts';
import words from './summary-words.json' with { type: 'json' };
import { readKindAtEnd } from './title-frame.ts';
import { capital, joinNames, TitleText } from './title-text.ts';
import { endsInKind, readTypeSuffix, renderNumberMark } from './work-title.ts';

const {
  /** What an act rests on stands where it says why it is made. Further on, 按照《X》 says how something is to be done. */
  founding,
  /** 根据《X》，对符合条件的给予补贴: how something is done, and not what the act rests on. */
  deals,
  orders,
  /** What a notice is about is a sentence, whose English the glossary does not know surely: its number names it. */
  about,
  /** 《X》第三条同时废止, 部分条款: the text goes on without a part. */
  inPart,
  ofThisAct,
  obliges,
  adjusts,
  begins,
  /** Of the words before the first name the last decides: 为了实施国家战略，根据《X》. */
  implementing,
  grants,
  /** 截至2026年10月31日，累计有1073款生成式人工智能服务完成备案，647款应用或功能完成登记. */
  counted,
  sums,
  answered,
} = expressionsOf(expressions.summaryRelations);

const mostNames = 4;
const mostLines = 6;

function wholeTitle(title: string): string | undefined {
  const act = readIssuedAct(title) ?? title;
  if (about.test(act)) return undefined;
  if (!endsInKind(act)) return undefined;
  const { english } = englishTitle(act);
  return hasHan(english) ? undefined : english;
}

/**
 * The English name of a text: an official one, that of a landmark, one that is `given`, or what the glossary alone makes of the whole title; a notice is named
 * by the act that it issues.
 */
function sureName(title: string | undefined, given?: string): string | undefined {
  const names = title === undefined ? [] : [title.trim(), title.trim().replace(/^[^《》]{2,30}?(?=关于)/, '')];
  const known = names.map((name) => renderKnownName(new TitleText(name))).find((found) => found !== undefined);
  const en = known?.en ?? given ?? (title === undefined ? undefined : wholeTitle(title));
  return en && `${en.startsWith('The ') ? '' : 'the '}“${en.replace(/"([^"]{1,80})"|<\s?([^<>]{1,160}?)\s?>/g, '‘$1$2’')}”`;
}

/** 国发〔2017〕35号, as it is written in English: Guofa [2017] No. 35. */
const numberName = (number: string | undefined) => (number === undefined ? undefined : renderNumberMark(fold(number)));

const longestIssuers = 160;

/** Of a text whose title has no sure English, beside its number: what it is, and whose. `a notice of the Ministry of Science and Technology` */
function kindAndIssuer(title: string): string | undefined {
  const text = new TitleText(title.trim());
  const kind = readKindAtEnd(readTypeSuffix(text).core)?.en.toLowerCase();
  if (!kind || hasHan(kind)) return undefined;
  const named = /s$/.test(kind) ? kind : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
  const head = readTitleIssuers(text);
  // Of several of whom one is not known the others are not told alone.
  const whole = head && /^(?:关于|印发|发布|公布|转发|《|〈)/.test(head.rest.folded) ? head.issuers : undefined;
  const whose = whole?.replace(/\b(?:[A-Z]\w{1,12} )?Other (?:Departments|Entities)\b/g, (others) => others.toLowerCase());
  return !whose || hasHan(whose) || whose.length > longestIssuers ? named : `${named} of ${whose}`;
}

function nameOf({ title, number, known }: Omit<Link['to'], 'id'>): string | undefined {
  const mark = numberName(number);
  const sure = sureName(title, known?.english?.title);
  const name = sure ?? (title === undefined || mark === undefined ? undefined : kindAndIssuer(title));
  return name !== undefined && mark !== undefined ? `${name} (${mark})` : (name ?? mark);
}

type Deed = { readonly label: string; readonly does?: string };
const making = /制定|编制/;

const founds = (quote: string, opening: string): boolean => {
  const said = quote.replace(/《[^《》]{0,120}》/g, '');
  if (making.test(said) && ofThisAct.test(said)) return true;
  if (deals.test(said) && !founding.test(said)) return false;
  if (!opening.includes(quote.slice(0, 40))) return false;
  if (/[，,]\s{0,2}将/.test(said) && !making.test(said) && !founding.test(said)) return false;
  return founding.test(said) || ((making.test(said) || begins.test(quote)) && !orders.test(said));
};

const isImplementing = (quote: string) => implementing.test(quote.split('《', 1).join(''));

/** What the words of a link do to the text that they name; nothing where somebody else did it. */
function deedOf({ relation, quote }: Link, { label, verb, be }: Voice, opening: string): Deed | undefined {
  if (relation === 'prevails-over') return { label: label('prevails') };
  if (relation === 'ends-in-part') return { label: label('in-part') };
  if (relation === 'repeals' || relation === 'supersedes') {
    if (/不一致|抵触/.test(quote)) return { label: label('prevails') };
    if (/已[^，。]{0,12}(?:废止|失效)|被[^，。]{0,20}(?:废止|替代)/.test(quote)) return undefined;
    if (inPart.test(quote)) return { label: label('in-part') };
    return { label: label(relation), does: verb(relation === 'repeals' ? 'repeal' : 'replace') };
  }
  if (relation === 'forwards') return { label: label('forwards'), does: verb('forward') };
  if (relation !== 'implements' || !founds(quote, opening)) return undefined;
  return isImplementing(quote)
    ? { label: label('implements'), does: verb('implement') }
    : { label: label('based'), does: `${be} based on` };
}

/** 根据《A》第四十八条，同意授权审批《B》规定的事项: what stands behind the decision is what it is about. */
function beforeDecision(links: readonly Link[]): readonly Link[] {
  const kept = links.filter(({ relation, quote, to: { title } }) => {
    const decision = quote.search(/[，,](?:现?同意|授权|决定|批准)/);
    return relation !== 'implements' || decision < 0 || title === undefined || quote.indexOf(title) < decision;
  });
  return kept.length > 0 ? kept : links;
}

/** Of a list that names more than is known, or is torn by a page: that there are others. A notice may open with the words of its act. */
function namesMore(quote: string, known: number, opening: string): boolean {
  const flat = opening.replace(/\s/g, '');
  const words = quote.replace(/\s/g, '');
  const long = flat.indexOf(words.slice(0, 40));
  const at = long < 0 ? flat.indexOf(words.slice(0, 24)) : long;
  if (at < 0) return false;
  const titled = flat.slice(flat.lastIndexOf('。', at) + 1).replace(/《[^《》]{1,160}》/g, '《》');
  const [sentence = ''] = titled.split(/。|制定|编制|现将|印发|结合/, 1);
  const marks = Math.max(sentence.split('《').length, sentence.split('》').length) - 1;
  return marks > known || /》[^《》]{0,6}等(?:法律|法规|有关|相关|文件|规定|政策|要求)/.test(sentence);
}

function relationLine(all: readonly Link[], voice: Voice, opening: string): SummaryLine[] {
  const [first] = all;
  const deed = first && deedOf(first, voice, opening);
  if (!deed) return [];
  const links = beforeDecision(all);
  const sure = links.flatMap(({ to }) => nameOf(to) ?? []);
  if (sure.length < links.length || deed.does === undefined) return lineOf(undefined, deed.label, first.quote);
  const more = sure.length - mostNames;
  const others = deed.does.endsWith('based on') && namesMore(first.quote, links.length, opening);
  const rest = more > 0 && !others ? [`${renderNumberName(more).toLowerCase()} more`] : [];
  const list = joinNames([...sure.slice(0, mostNames), ...rest]);
  return lineOf(`${voice.it} ${deed.does} ${list}${others ? ', among others' : ''}.`, deed.label, first.quote);
}

/** "It is based on" is said once: what a later sentence names beside it is a reference. */
function firstOfEach(lines: readonly SummaryLine[], { it, be }: Voice): readonly SummaryLine[] {
  const opens = (says: string) => (says.startsWith(`${it} ${be} based on `) ? 'based' : says.split(' “', 1).join(''));
  return lines.filter((line, at) => lines.findIndex((other) => opens(other.says) === opens(line.says)) === at);
}

type Citing = { readonly links: readonly Link[]; readonly text: string };
const openingChars = 800;

const told = ['repeals', 'supersedes', 'ends-in-part', 'prevails-over', 'implements', 'forwards'];

export function relationLines({ links, text }: Citing, voice: Voice): Readonly<Record<'ends' | 'rests', readonly SummaryLine[]>> {
  const ordered = told.flatMap((relation) => links.filter((each) => each.relation === relation));
  // The title and the first sentence forward the same act.
  const groups = Map.groupBy(ordered, ({ relation, quote }) => (relation === 'forwards' ? relation : `${relation} ${quote}`));
  const lines = (ends: boolean): readonly SummaryLine[] =>
    [...groups.values()]
      .filter((group) => group.some(({ relation }) => relation === 'implements') !== ends)
      .slice(0, mostLines)
      .flatMap((group) => relationLine(group, voice, text.slice(0, openingChars)));
  return { ends: lines(true), rests: firstOfEach(lines(false), voice) };
}

/** The number of an article; nothing where a part is no whole article. */
function articleNumber(part: string): string | undefined {
  const number = numeralOf(group(/^第([一二三四五六七八九十\d]{1,6})条$/.exec(part), 1));
  return number === 0 ? undefined : String(number);
}

/** `articles 4 and 9 changed`; without numbers of articles, how many parts. */
function changedWords(changes: readonly ActChange[], kind: ActChange['kind'], one: string, many = one): string[] {
  const of = changes.filter((each) => each.kind === kind);
  if (of.length === 0) return [];
  const numbers = of.flatMap(({ article }) => articleNumber(article) ?? []);
  const [s, did] = of.length === 1 ? ['', one] : ['s', many];
  return [numbers.length < of.length || numbers.length > 8 ? `${of.length} part${s} ${did}` : `article${s} ${joinNames(numbers)} ${did}`];
}

/** What proves that two texts differ: an article of the later one, else any part of it, else one of the earlier. */
function firstDiffering(changes: readonly ActChange[]): ActChange | undefined {
  const differing = changes.filter(({ kind }) => kind !== 'same');
  const later = differing.filter(({ after }) => after !== undefined);
  return later.find(({ article }) => article !== undefined) ?? later[0] ?? differing[0];
}

function differenceLine(changes: readonly ActChange[], other: string): SummaryLine[] {
  const first = firstDiffering(changes);
  if (!first) return [];
  const parts = [
    ...changedWords(changes, 'changed', 'changed'),
    ...changedWords(changes, 'added', 'is new', 'are new'),
    ...changedWords(changes, 'removed', `of the ${other} was left out`, `of the ${other} were left out`),
    ...changedWords(changes, 'moved', 'moved'),
  ];
  return lineOf(`Against the ${other}, ${joinNames(parts)}.`, `Differs from the ${other}`, first.after ?? first.before);
}

const fines = /罚款|罚金/g;

const times = (words: string | undefined) => orEmpty(words).match(fines)?.length ?? 0;

/**
 * What became of fines and duties between draft and final text. Articles that are the same come without their words: so fines are gone
 * where the whole text has none, and new where all of them stand in what differs.
 */
function obligationLine(changes: readonly ActChange[], text: string): SummaryLine[] {
  const sum = (side: 'before' | 'after') => changes.reduce((all, change) => all + times(change[side]), 0);
  const [had, has] = [sum('before'), sum('after')];
  const all = times(text);
  const duties = (kind: 'added' | 'removed'): readonly ActChange[] =>
    changes.filter((change) => change.kind === kind && obliges.test(orEmpty(change.after ?? change.before)));
  const parts = [
    ...(had > 0 && all === 0 ? ['the fines of the draft are gone'] : had === 0 && has > 0 && has >= all ? ['fines are new'] : []),
    ...changedWords(duties('added'), 'added', 'has a new duty', 'have new duties'),
    ...changedWords(duties('removed'), 'removed', 'of the draft had a duty that is gone', 'of the draft had duties that are gone'),
  ];
  const proof = changes.find(({ after }) => had === 0 && times(after) > 0) ?? duties('added')[0] ?? firstDiffering(changes);
  return parts.length === 0 ? [] : lineOf(`By duties: ${joinNames(parts)}.`, 'Duties', proof?.after ?? proof?.before);
}

/**
 * What differs from the text that it replaces; nothing where the two have less than half of their articles in common: then it is no new
 * version.
 */
export function replacedLine(changes: readonly ActChange[]): readonly SummaryLine[] {
  const { same, changed, moved, added, removed } = countChanges(changes);
  return same + changed + moved > added + removed ? differenceLine(changes, 'earlier text') : [];
}

type Staged = Pick<ShownDocument, 'id' | 'links' | 'stages' | 'text'>;

/** The other stage of a text, the days between them, and what differs. `changes` are from the draft to the final text. */
export function stageLines({ id, links, stages, text }: Staged, changes: readonly ActChange[]): readonly SummaryLine[] {
  if (!stages) return [];
  const own = stages.draft.id === id;
  const { date, title, id: otherId } = own ? stages.final : stages.draft;
  const quote = links.find(({ to, relation }) => to.id === otherId && /^(?:draft|final)-of$/.test(relation))?.quote ?? title;
  const { days } = stages;
  const between = days === undefined ? '' : `, ${days === 1 ? 'one day' : `${days} days`} ${own ? 'later' : 'earlier'}`;
  const day = date === undefined ? '' : ` of ${renderDay(date)}`;
  const says = own
    ? `Its final text was issued${date === undefined ? '' : ` on ${renderDay(date)}`}${between}.`
    : `This is the final text of a draft${day}${between}.`;
  return [
    ...lineOf(says, own ? 'Final text' : 'Draft', quote),
    ...(own ? [] : [...differenceLine(changes, 'draft'), ...obligationLine(changes, text)]),
  ];
}

/** What later acts did to an act, in its own summary: each with the words of the later act. */

const mostEffects = 4;
const on = (day: DateFact) => renderDay(day.value);

/** Articles 9 and 12; nothing where a part is no whole article. */
function articlesIn(parts: readonly string[] = []): string | undefined {
  const numbers = parts.flatMap((part) => articleNumber(part) ?? []);
  if (numbers.length === 0 || numbers.length < parts.length) return undefined;
  return `Article${numbers.length > 1 ? 's' : ''} ${joinNames(numbers)}`;
}

const span = ({ from, to }: ActEffect) => `${from ? ` from ${on(from)}` : ''}${to ? ` ${from ? 'to' : 'until'} ${on(to)}` : ''}`;

const deeds: Readonly<Record<ActEffect['relation'], (effect: ActEffect, them: string) => string | undefined>> = {
  extends: ({ until }, them) => until && `extends ${them} to ${on(until)}`,
  postpones: ({ effective }, them) =>
    effective ? `moves the day of effect of ${them} to ${on(effective)}` : `puts off the day of effect of ${them}`,
  suspends: (effect, them) => (effect.parts === undefined ? `suspends ${them}${span(effect)}` : undefined),
  amends: (_, them) => `amends ${them}`,
  'ends-in-part'({ parts }, them) {
    const articles = articlesIn(parts);
    return articles && `ends ${articles} of ${them}`;
  },
  corrects: () => undefined,
  'prevails-over': () => undefined,
};
const labels: Readonly<Record<ActEffect['relation'], string>> = words.effects;

/** What later acts did to it and it outlives, the newest first. */
export function changeLines(effects: readonly ActEffect[], { it }: Pick<Voice, 'it'>): readonly SummaryLine[] {
  const newest = effects.toReversed().slice(0, mostEffects);
  return newest.flatMap((effect) => {
    const name = nameOf({ title: effect.document.title });
    const deed = deeds[effect.relation](effect, it === 'They' ? 'them' : 'it');
    return lineOf(name && deed && `${capital(name)} ${deed}.`, labels[effect.relation], effect.quote);
  });
}

/** What one kind of act is there for: what a reply approves, what a notice changes, how many an announcement counts. */

type Granting = Pick<ShownDocument, 'title' | 'type' | 'text'>;

const scanned = 6_000;

/** 较上月新增61款: what is new of the first number. */
const added = /(?:新增|增加)(\d{1,6})[款个项]/;
const services: Readonly<Record<string, string>> = words.services;

const two = (value: string | undefined) => String(value).padStart(2, '0');

function countLine(quote: string): SummaryLine[] {
  const [, year, month, day] = counted.exec(quote) ?? [];
  const found = [...quote.matchAll(sums)].map(([, number, what = '', how]) => {
    const things = services[what.trim()];
    return things && `${Number(number).toLocaleString('en-GB')} ${things} had been ${how === '备案' ? 'filed' : 'registered'}`;
  });
  if (year === undefined || found.length === 0) return [];
  const known = found.flatMap((each) => each ?? []);
  const until = renderDay(`${year}-${two(month)}-${two(day)}`);
  const more = added.exec(quote)?.[1];
  const rise = more === undefined ? '' : `, ${Number(more).toLocaleString('en-GB')} more than before`;
  return lineOf(known.length === found.length ? `By ${until} ${joinNames(known)}${rise}.` : undefined, 'Total', quote);
}

/** At most one line of each kind. */
export function grantLines({ title, type, text }: Granting, voice: Voice): readonly SummaryLine[] {
  const [whole, number, kind] = answered.exec(title) ?? [];
  const quotes = text
    .slice(0, scanned)
    .split(/(?<=[。；])|\n/)
    .map((sentence) => sentence.trim())
    .filter(({ length }) => length <= 240);
  const labelOf = (key: 'approves' | 'adjusts', fits: (quote: string) => boolean) => lineOf(undefined, voice.label(key), quotes.find(fits));
  const approving = whole === undefined && (type === 'reply' || /(?:批复|复函)$/.test(title));
  return [
    ...(whole === undefined
      ? []
      : lineOf(`It answers ${kind === '建议' ? 'recommendation' : 'proposal'} No. ${number}.`, 'Answers', title)),
    ...(approving ? labelOf('approves', (quote) => grants.test(quote) && !title.includes(quote.slice(0, 12))) : []),
    ...(quotes.map(countLine).find(({ length }) => length > 0) ?? []),
    ...labelOf('adjusts', (quote) => adjusts.test(quote)),
  ];
}
