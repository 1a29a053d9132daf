import type { Obligation } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import type { AddresseeId } from '../../model/vocabulary.ts';
import { foldScript } from '../text/language.ts';
import { parseHan } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import { readDuty } from './article-facts.ts';
import expressions from './expressions.json' with { type: 'json' };
import { addresseeNamed } from './places.ts';

/** The obligations of an act, article by article: who must or must not do what, and the article that punishes who does not. */

const {
  /** An organ, as the last words of a subject. */
  organ,
  /** Of those, one of a place. */
  local,
  /** How the name of somebody ends. */
  agent,
  /** What stands before the modal and names nobody: an adverb, the beginning of a circumstance. */
  circumstance,
  /** What punishes, or says who may inspect: of whoever breaks the act, no duty of it. */
  penal,
  /** What nobody can be held to. */
  soft,
  /** What somebody does: the name of who does it stands before. */
  deed,
  /** Who has a part of its own in an act, whatever that is about. */
  third,
} = expressionsOf(expressions.obligations);

type Article = { readonly label: string; readonly words: string };

const opening = /第([一二三四五六七八九十百零〇]{1,7})条(?![款的之、和或至，,]|规定)/g;
const chapter = /第[一二三四五六七八九十]{1,3}[章节编]\p{Script=Han}{2,24}$/u;
const citing = /(?:本(?:法|条例|办法|规定|细则|规则)|[》、和或及至照据按]|或者|违反)$/;

/** The articles in their order, without blanks; a number out of turn is a citation. Pages of a print break lines anywhere. */
function articlesOf(text: string): readonly Article[] {
  const whole = text.replace(/\s/g, '').replace(marks, '');
  const starts: { readonly label: string; readonly at: number }[] = [];
  let last = 0;
  for (const { 0: label, 1: number = '', index } of whole.matchAll(opening)) {
    const value = parseHan(number);
    if ((value !== last + 1 && (last === 0 || value !== last + 2)) || citing.test(whole.slice(Math.max(0, index - 4), index))) continue;
    if (last === 0 && value !== 1) continue;
    last = value;
    starts.push({ label, at: index });
  }
  const articles = starts.map(({ label, at }, n) => ({
    label,
    words: whole.slice(at + label.length, starts[n + 1]?.at ?? at + 3000).replace(chapter, ''),
  }));
  // Numbers in the margin of a print come apart from their articles: a wrong number is worse than none.
  return articles.filter(({ words }) => words.length < 6).length > 2 ? [] : articles;
}

const modal =
  /应当|不得|必须|严禁|禁止|(?<![必无])须(?!知)|(?<![对相适反响供回感效顺])应(?![用急对聘邀变付收有届])|应(?=对[^，。；]{1,60}(?:进行|开展|予以|实施|加以|采取))/;
/** 至少保存三年, 在20个工作日内提交: an order without a word for it. 有以下情形之一的，禁止交易: one that who reads duties passes over. */
const timed =
  /至少(?:保存|留存|开展|组织|进行)|[在于自][^，。；]{0,40}(?:日|月|小时)(?:之)?内[^，。；]{0,8}(?:提交|报送|报告|完成|办理|作出|反馈|予以)/;
const banned = /[，：](?:严格)?禁止(?!的|性|令)|^[^，。；]{0,40}禁止\p{Script=Han}/u;
const placed = /(?:应当|应|必须)(?:在|于|自|按|将|向|对|从)/;
/** 鼓励企业…，应当: nobody has to. */
const hoped = /鼓励|倡导/;
/** What only who decides on an application does. */
const deciding = /不予(?:受理|批准|登记|许可)|审核未|予以受理|准予/;
const marks = /[—－-]\d{1,3}[—－-]|第\d{1,3}\/\d{1,3}页|https?:\/\/[\w./?=&%-]{4,120}/g;
const list = /[：:](?:[（(]一[）)]|1[•.．、])/;

/** Sentences of an article; a list stays with the words that lead into it. */
const sentencesOf = (words: string): string[] =>
  words
    .split(/(?<=。)(?![」”）]|\d{1,2}[•.．、])/)
    .map((each) => each.trim())
    .filter((each) => each.length > 7);

const withoutBrackets = (words: string): string => words.replace(/[（(][^（）()]{0,60}[）)]/g, '');

/** Somebody named at the beginning of a clause: up to what it is about, or in which case. */
function agentOf(clause: string): string | undefined {
  for (const end of [circumstance, deed]) {
    const plain = orEmpty(clause.split(end, 1)[0]).replace(/(?:也|均|都|并|还|且|不|则|就|同时|一般|原则上|可以?)$/, '');
    if (plain.length <= 60 && agent.test(plain)) return plain;
  }
  return undefined;
}

/** Who must: named right before the modal, else at the head of the sentence, else in a clause before it. */
function subjectOf(sentence: string): string | undefined {
  const plain = withoutBrackets(sentence);
  const at = plain.search(modal);
  const clauses = plain.slice(0, Math.max(0, at)).split(/[，,；：]/);
  const right = clauses.at(-1)?.replace(/(?:也|均|都|还|原则上)$/, '');
  if (right !== undefined && right.length <= 60 && agent.test(right) && !/^[对向]/.test(right)) return right;
  const own = [clauses.at(-1), ...clauses.slice(0, -1).filter((each) => !each.endsWith('的')), clauses[0]];
  for (const clause of own) {
    const found =
      clause === undefined
        ? undefined
        : agentOf(clause.replace(/^(?:但是?|其中|同时|并且?|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.])/, ''));
    if (found !== undefined) return found;
  }
  return undefined;
}

type Bearer = { readonly who: AddresseeId; readonly named: boolean };

function bearerOf(subject: string | undefined, sentence: string, title: string, last: AddresseeId | undefined): Bearer | undefined {
  if (subject !== undefined) {
    if (organ.test(subject)) return { who: local.test(subject) ? 'local-governments' : 'government-users', named: true };
    const own = addresseeNamed(orEmpty(subject.split('的').at(-1)), title);
    const found = own !== undefined && own !== 'any-enterprise' ? own : addresseeNamed(subject, title);
    return { who: found ?? (third.test(subject) ? undefined : addresseeNamed('', title)) ?? 'any-enterprise', named: true };
  }
  if (deciding.test(sentence)) return { who: last === 'local-governments' ? last : 'government-users', named: false };
  if (last !== undefined) return { who: last, named: false };
  const before = sentence.slice(0, Math.max(0, sentence.search(modal)));
  return { who: addresseeNamed(before, title) ?? addresseeNamed('', title) ?? 'any-enterprise', named: false };
}

const longest = 320;
const cut = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}…` : words);

const pairsOf = (words: string): ReadonlySet<string> => new Set(Array.from(words, (_, n) => words.slice(n, n + 2)));

/** Which of its words an article of penalties is about. */
type Penalty = {
  readonly label: string;
  readonly cites: readonly string[];
  /** What it punishes, in its own words: of each deed the pairs of characters. */
  readonly deeds: readonly ReadonlySet<string>[];
};

const punishing = /罚款|警告|没收|吊销|责令|处分|处罚|追究|处理/;
const breaking = /违反|不履行|未履行|未按|未依/;
const cited = /第([一二三四五六七八九十百]{1,6})条(?:[^第。；]{0,8}?至第([一二三四五六七八九十百]{1,6})条)?/g;

/** Pairs of characters that stand in few articles: what all of them say distinguishes no deed. */
function rareIn(articles: readonly Article[]): (pair: string) => boolean {
  const counts = new Map<string, number>();
  for (const { words } of articles) for (const pair of pairsOf(words)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return (pair) => (counts.get(pair) ?? 0) <= few && /^\p{Script=Han}{2}$/u.test(pair);
}
/** 违反本办法第二条规定，未经…: that it is one. */
const offence =
  /^[^，]{0,30}(?:违反本\p{Script=Han}{1,2}(?:第[一二三四五六七八九十百]{1,6}条(?:第[一二三四五六]款)?[、和]?){0,8}(?:规定)?的?，|未经?)/u;
const few = 3;
const fewest = 5;

function penaltiesOf(articles: readonly Article[], numerals: ReadonlyMap<number, string>): readonly Penalty[] {
  const rare = rareIn(articles);
  return articles.flatMap(({ label, words }): Penalty[] => {
    if (!punishing.test(words) || !breaking.test(words)) return [];
    const own = words.replace(/《[^》]{1,40}》(?:第[一二三四五六七八九十百]{1,6}条(?:、|和)?){0,8}/g, '');
    const cites = [...own.matchAll(cited)].flatMap(([, from = '', to]) => {
      const [first, end] = [parseHan(from), parseHan(to ?? from)];
      return Array.from({ length: Math.min(40, Math.max(1, end - first + 1)) }, (_, n) => numerals.get(first + n) ?? []).flat();
    });
    const deeds = own
      .split(/[：:；。]|[（(][一二三四五六七八九十]{1,2}[）)]/)
      .map((each) => orEmpty(each.split(/由(?=[^，]{2,40}(?:责令|给予|处))/, 1)[0]).replace(offence, ''))
      .filter((each) => each.length > 7 && !/罚款|责令|给予/.test(each))
      .map((each) => new Set([...pairsOf(each)].filter(rare)))
      .filter(({ size }) => size >= fewest);
    return [{ label, cites, deeds }];
  });
}

/** So much of a deed stands in the duty that it breaks, and in one of several of an article that is cited. */
const covered = 0.62;
const likely = 0.3;

type Broken = Pick<Obligation, 'article' | 'who' | 'quote'> & { /** Whether its article says nothing else. */ readonly alone: boolean };

/** The article that punishes this: one that cites its article, where that says nothing else or the deed is the same; else one that tells the deed. */
function sanctionOf({ article, who, quote, alone }: Broken, penalties: readonly Penalty[]): string | undefined {
  if (who === 'government-users' || who === 'local-governments') return undefined;
  const own = pairsOf(quote);
  const share = (deed: ReadonlySet<string>): number => [...deed].filter((pair) => own.has(pair)).length / deed.size;
  const [best] = penalties
    .filter(({ label }) => label !== article)
    .map(({ label, cites, deeds }) => ({
      label,
      cites,
      share: deeds.length === 0 && cites.includes(article) ? 1 : Math.max(0, ...deeds.map(share)),
    }))
    .filter((one) => one.share >= (one.cites.includes(article) ? (alone ? 0 : likely) : covered))
    .toSorted((a, b) => Number(b.cites.includes(article)) - Number(a.cites.includes(article)) || b.share - a.share);
  return best?.label;
}

function dutyOf(sentence: string, led: string, named: boolean): (Pick<Obligation, 'by'> & { readonly forbids?: true }) | undefined {
  if (/是指|https?:/.test(sentence) || hoped.test(led.slice(0, Math.max(0, led.search(modal))))) return undefined;
  const found = modal.test(led) ? readDuty(led === sentence ? sentence : sentence.replace(/(?:以下|下列)/g, '')) : undefined;
  if (found) return found;
  if (banned.test(led)) return { forbids: true };
  if (led !== sentence && /应当|必须/.test(led)) return {};
  return timed.test(led) || (named && placed.test(led)) ? {} : undefined;
}

/** What stands in its clause before the first modal. */
const leadOf = (words: string): string =>
  orEmpty(
    words
      .slice(0, Math.max(0, words.search(modal)))
      .split(/[，,；：]/)
      .at(-1),
  );

export type ObligationInput = { readonly text: string; readonly title: string; readonly from?: string };

/** Each sentence that lays something on somebody, in the order of the act. What has no articles has none. */
export function readObligations({ text, title, from }: ObligationInput): Obligation[] {
  const articles = articlesOf(foldScript(text));
  const numerals = new Map(articles.map(({ label }) => [parseHan(label.slice(1, -1)), label]));
  const onPenalties = /处罚|执法|裁量/.test(title);
  const penalties = onPenalties ? [] : penaltiesOf(articles, numerals);
  const seen = new Set<string>();
  return articles.flatMap(({ label, words }): Obligation[] => {
    if (penal.test(words) && !onPenalties) return [];
    const found: Obligation[] = [];
    let last: AddresseeId | undefined;
    let subject: string | undefined;
    const sentences = sentencesOf(words);
    const alone = sentences.filter((each) => modal.test(each)).length < 2;
    for (const sentence of sentences) {
      const own = subjectOf(sentence);
      const bearer = bearerOf(own, sentence, title, last);
      if (own !== undefined) {
        last = bearer?.who;
        subject = own;
      }
      const [led = ''] = sentence.split(list, 1);
      const duty = dutyOf(sentence, led, own !== undefined);
      if (!bearer || !duty || soft.test(led)) continue;
      // 检查不得收费 after 经营者应当配合检查: whose ban it is is not said.
      if (own === undefined && duty.forbids && leadOf(led).length > 3) continue;
      if (seen.has(sentence)) continue;
      seen.add(sentence);
      const sanction = sanctionOf({ article: label, who: bearer.who, quote: sentence, alone }, penalties);
      found.push({
        ...{ who: bearer.who, kind: duty.forbids ? 'prohibition' : 'duty', article: label, quote: cut(sentence) },
        ...{ ...opt('sanction', sanction), ...opt('subject', subject), ...opt('by', duty.by), ...opt('from', from) },
      });
    }
    return found;
  });
}

export type ChangedObligation<T extends Obligation = Obligation> = {
  readonly change: 'same' | 'changed' | 'added' | 'removed';
  readonly before?: T;
  readonly after?: T;
};

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}

/** Sentences this alike are one obligation in other words. */
const alike = 0.55;

/** The obligations of two acts, each of the later one with the earlier one that it says most nearly; then those that are gone. */
export function compareObligations<T extends Obligation>(earlier: readonly T[], later: readonly T[]): ChangedObligation<T>[] {
  const left = new Map(earlier.map((each) => [each, pairsOf(each.quote)]));
  const paired = later.map((after): ChangedObligation<T> => {
    const own = pairsOf(after.quote);
    const [best] = [...left].map(([before, pairs]) => ({ before, score: likeness(pairs, own) })).toSorted((a, b) => b.score - a.score);
    if (!best || best.score < alike) return { change: 'added', after };
    left.delete(best.before);
    const same = best.before.quote === after.quote && best.before.sanction === after.sanction;
    return { change: same ? 'same' : 'changed', before: best.before, after };
  });
  return [...paired, ...[...left.keys()].map((before) => ({ change: 'removed' as const, before }))];
}
