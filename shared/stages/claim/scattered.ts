import { orEmpty } from '../../model/values.ts';
import { bearer } from './fit.ts';
import { hedgesAt, isLight, textOf } from './light.ts';
import { clausesOf, type Found, type Passage, type Span, spansOf } from './passage.ts';
import { type Token, tokensOf } from './tokens.ts';
import wordings from './wordings.json' with { type: 'json' };

/** A claim in other words and another order than its passage: each word, or one that says the same, each figure and each word of duty is looked for wherever it stands. */

type Keys = readonly string[];
export const keysOf = (text: string): Keys => tokensOf(text).map(({ key }) => key);
/** Words that say the same in rules, by their first sign; the first of a row is alike to each of it, which are not alike to each other. */
const alike = Map.groupBy(
  [...wordings.alike.map((row) => row.split(' ')), ...wordings.others].flatMap((row) => {
    const [head = [], ...others] = row.map(keysOf);
    return [{ mine: head, theirs: others }, ...others.map((mine) => ({ mine, theirs: [head] }))];
  }),
  ({ mine }) => orEmpty(mine[0]),
);
/** The words that say the same. */
export const alikeTo = (keys: Keys): readonly Keys[] =>
  (alike.get(orEmpty(keys[0])) ?? []).flatMap(({ mine, theirs }) =>
    mine.length === keys.length && mine.every((key, n) => key === keys[n]) ? theirs : [],
  );
const startsWith = (tokens: readonly Token[], at: number, keys: Keys): boolean => keys.every((key, n) => tokens[at + n]?.key === key);

type Step = { readonly length: number; readonly cost: number; readonly spans?: readonly Span[] };
const longest = 10;
/** Signs of a longer word: 发证 of 发放居住证, 世博会 of 世界博览会. */
const apart = 6;

/** A short name of three or four signs, as the whole that it stands for. */
function longFor(keys: Keys, { places, tokens, clauseOf }: Passage): readonly Span[] {
  return (places.get(orEmpty(keys[0])) ?? []).flatMap((from): Span[] => {
    let to = from;
    for (const key of keys.slice(1)) {
      const next = tokens.slice(to + 1, to + 4).findIndex((token) => token.key === key);
      if (next < 0) return [];
      to += next + 1;
    }
    const plain = clauseOf[from] === clauseOf[to] && tokens.slice(from, to + 1).every(({ kind, listed }) => kind === 'word' && !listed);
    return plain ? [[from, to + 1]] : [];
  });
}

function shortFor(tokens: readonly Token[], at: number, passage: Passage): readonly Span[] {
  const [a, b] = [tokens[at]?.key, tokens[at + 1]?.key].map((key) => passage.places.get(orEmpty(key)) ?? []);
  return (a ?? []).flatMap((from): Span[] => {
    const to = (b ?? []).find((place) => place > from && place - from <= apart && passage.clauseOf[place] === passage.clauseOf[from]);
    return to === undefined
      ? []
      : [
          [from, from + 1],
          [to, to + 1],
        ];
  });
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const helping = /[只仅被将向对由给在自从按经因为后前内里时]/;
/** Signs that are words by themselves: no 交 of 交通. */
function singlesOf(words: readonly Token[]): ReadonlySet<number> {
  const singles = new Set<number>();
  let at = 0;
  for (const { segment } of segmenter.segment(words.map(({ key }) => (key.length === 1 ? key : ' ')).join(''))) {
    for (const [n, sign] of [...segment].entries()) if (segment.length === 1 || helping.test(sign)) singles.add(at + n);
    at += segment.length;
  }
  return singles;
}

/** What the words of a claim from a place on may be in the passage. */
function stepsAt(words: readonly Token[], at: number, passage: Passage): readonly Step[] {
  const steps: Step[] = [];
  const add = (length: number, cost: number, spans: readonly Span[]): void => {
    if (spans.length > 0) steps.push({ length, cost, spans });
  };
  for (let length = Math.min(longest, words.length - at); length > 0; length -= 1) {
    const keys = words.slice(at, at + length).map(({ key }) => key);
    add(length, length === 1 ? 2 : 1, spansOf(keys, passage));
    const around = length > 1 && !bearer.test(keys.join('')) && passage.segment.context.includes(keys.join(''));
    if (around) steps.push({ length, cost: 4, spans: [] });
  }
  for (const { mine, theirs } of alike.get(orEmpty(words[at]?.key)) ?? [])
    if (startsWith(words, at, mine))
      add(
        mine.length,
        1.2,
        theirs.flatMap((keys) => spansOf(keys, passage)),
      );
  for (const length of hedgesAt(words, at)) steps.push({ length, cost: 0.5 });
  for (const length of [3, 2, 1]) {
    const some = words.slice(at, at + length);
    if (some.length === length && isLight(some, undefined)) steps.push({ length, cost: 1.5 });
  }
  add(2, 3, shortFor(words, at, passage));
  for (const length of [3, 4]) {
    const keys = words.slice(at, at + length).map(({ key }) => key);
    if (keys.length === length) add(length, 3, longFor(keys, passage));
  }
  return steps;
}

/** The words of a run, each with its places in the passage, in the cheapest way; nothing when one of them is not there. */
function findRun({ words, at: start, singles }: Run, passage: Passage): readonly Found[] | undefined {
  const best: (readonly [cost: number, from: number, step: Step] | undefined)[] = [];
  const costAt = (at: number): number | undefined => (at === 0 ? 0 : best[at]?.[0]);
  for (let at = 0; at < words.length; at += 1) {
    const cost = costAt(at);
    if (cost === undefined) continue;
    for (const step of stepsAt(words, at, passage)) {
      const [to, sum] = [at + step.length, cost + step.cost];
      if (step.length === 1 && !singles.has(at)) continue;
      if (to <= words.length && sum < (best[to]?.[0] ?? Number.POSITIVE_INFINITY)) best[to] = [sum, at, step];
    }
  }
  const found: Found[] = [];
  for (let at = words.length; at > 0; ) {
    const last = best[at];
    if (!last) return undefined;
    const [, from, { spans }] = last;
    if (spans) found.unshift({ at: start + from, spans, size: at - from });
    at = from;
  }
  return found;
}

const unit =
  /^[个多余]?(工作日|课时|学时|小时|分钟|岁|公里|平方米|毫升|毫米|厘米|千瓦|百分点|人次|[年月日周元次回倍人名家户辆台件级吨米亩秒点])/;
const unitAt = (tokens: readonly Token[], at: number): readonly [unit: string, length: number] => {
  // 二十万至一百万元: the unit stands behind the second.
  if (tokens[at]?.kind === 'number') return [unitAt(tokens, at + 1)[0], 0];
  const found = unit.exec(
    tokens
      .slice(at, at + 5)
      .map(({ kind, key }) => (kind === 'word' ? key : ' '))
      .join(''),
  );
  const said = orEmpty(found?.[1]);
  return [said === '回' ? '次' : said, orEmpty(found?.[0]).length];
};
const isYear = (value: string | undefined): boolean => /^(?:19|20)\d\d$/.test(orEmpty(value));

/** A figure of the claim with its unit. */
function findNumber(claimed: readonly Token[], at: number, passage: Passage): readonly Found[] | undefined {
  const [number] = claimed.slice(at);
  const [mine] = unitAt(claimed, at + 1);
  if (isYear(number?.value) && passage.segment.context.includes(`${number?.key}${mine}`)) return [{ at, spans: [] }];
  const spans = (passage.places.get(orEmpty(number?.key)) ?? []).flatMap((place): Span[] => {
    const [theirs, length] = unitAt(passage.tokens, place + 1);
    return mine === theirs ? [[place, place + 1 + length]] : [];
  });
  // 做一次: where no number is counted by that unit.
  const counts = passage.tokens.some(({ kind }, place) => kind === 'number' && unitAt(passage.tokens, place + 1)[0] === mine);
  if (spans.length === 0 && number?.key === ' 1' && (mine === '次' || mine === '') && !counts) return [];
  // 一次 is 每次; a single thing of which nothing is counted is said by its name.
  if (spans.length === 0 && number?.key === ' 1') {
    const each = (passage.places.get('每') ?? []).flatMap((place): Span[] =>
      mine !== '' && unitAt(passage.tokens, place + 1)[0] === mine ? [[place, place + 1 + mine.length]] : [],
    );
    return each.length > 0 || mine === '' ? [{ at, spans: each }] : undefined;
  }
  return spans.length > 0 ? [{ at, spans }] : undefined;
}

type Run = { readonly at: number; readonly words: readonly Token[]; readonly singles: ReadonlySet<number> };
const known = new WeakMap<readonly Token[], readonly Run[]>();

/** The figures of a claim, and its runs of words between figures, duty and denial. */
function runsOf(claimed: readonly Token[]): readonly Run[] {
  const made = known.get(claimed);
  if (made) return made;
  const runs: Run[] = [];
  for (let at = 0; at < claimed.length; ) {
    const kind = claimed[at]?.kind;
    let end = at + 1;
    while (kind === 'word' && claimed[end]?.kind === 'word') end += 1;
    const words = claimed.slice(at, end);
    if (kind === 'word' || kind === 'number') runs.push({ at, words, singles: kind === 'word' ? singlesOf(words) : new Set() });
    at = kind === 'number' ? end + unitAt(claimed, end)[1] : end;
  }
  known.set(claimed, runs);
  return runs;
}

/** All that a claim says but words of duty and denial. */
function findAll(claimed: readonly Token[], passage: Passage): readonly Found[] | undefined {
  const found: Found[] = [];
  for (const run of runsOf(claimed)) {
    const words = run.words[0]?.kind === 'number' ? findNumber(claimed, run.at, passage) : findRun(run, passage);
    if (!words) return undefined;
    found.push(...words);
  }
  return found;
}

/** What is meant to be a duty, or denied, and what of. */
const markOf = (tokens: readonly Token[], kind: Token['kind']): readonly (readonly [key: string, at: number])[] =>
  tokens.flatMap((token, at) => (token.kind === kind ? [[token.key, at] as const] : []));

type Laid = {
  readonly claimed: readonly Token[];
  readonly passage: Passage;
  readonly found: readonly Found[];
  readonly clauses: ReadonlySet<number>;
};

/** Where the word of the claim behind a place may stand. */
function placesBehind(at: number, { found, passage, clauses }: Laid): readonly number[] {
  const next = found.find((each) => each.at > at && each.spans.length > 0);
  return (next?.spans ?? []).flatMap(([from]) => (clauses.has(passage.clauseOf[from] ?? -1) ? [from] : []));
}

/** The word of duty that rules a place: the last before it, else the next. */
function ruling(place: number, { tokens }: Passage): number {
  const before = tokens.findLastIndex(({ kind }, at) => kind === 'modal' && at <= place);
  return before >= 0 ? before : tokens.findIndex(({ kind }, at) => kind === 'modal' && at > place);
}

/** 可以提60%, and no 可以至少保存三年. */
const leavesFree = (tokens: readonly Token[]): boolean => {
  const numbers = tokens.filter(({ kind }) => kind === 'number');
  return numbers.length > 0 && numbers.every(({ bound, value }) => bound !== 'at-least' && bound !== 'over' && !isYear(value));
};

/** Places of the words of duty of the claim, none where a bounded figure or a price needs no word; nothing when one is another. */
function dutiesOf(laid: Laid, numbers: readonly Token[]): readonly number[] | undefined {
  const { claimed, passage } = laid;
  const places: number[] = [];
  for (const [key, at] of markOf(claimed, 'modal')) {
    const behind = placesBehind(at, laid);
    const modals = (behind.length > 0 ? behind : [passage.tokens.length - 1]).map((place) => ruling(place, passage));
    const alikes = modals.filter((modal) => passage.tokens[modal]?.key === key);
    const same = alikes.find((modal) => !places.includes(modal)) ?? alikes[0];
    if (same !== undefined) places.push(same);
    else if (modals.some((modal) => modal >= 0) || (key !== 'must' && (key !== 'may' || !leavesFree(numbers)))) return undefined;
  }
  return places;
}

/** How far before what it denies a word of denial may stand. */
const near = 6;
const denialBefore = (key: string, place: number, { tokens }: Passage): number =>
  tokens.findLastIndex((token, at) => at < place && at >= place - near && token.kind === 'negation' && token.key === key);

/** What the claim denies is found only where the passage denies it. */
const denied = (claimed: readonly Token[], found: readonly Found[], passage: Passage): readonly Found[] =>
  markOf(claimed, 'negation').reduce<readonly Found[]>((all, [key, at]) => {
    const next = all.find((each) => each.at > at && each.spans.length > 0);
    const spans = (next?.spans ?? []).flatMap(([from, to]): Span[] => {
      const denial = denialBefore(key, from, passage);
      return denial < 0
        ? []
        : [
            [from, to],
            [denial, denial + 1],
          ];
    });
    return all.map((each) => (each === next ? { ...each, spans, denied: true } : each));
  }, found);

const roles: readonly RegExp[] = [/^[由被经]$/, /^[向对给]$/, /^比$/];
/** 对比, 理由, 经营: no word of a role. */
const inWord = /[对][比应照象策外]|[理自]由|由于|经[营济费验过]|[已曾]经|方向|给予|[供补]给/;
const led = /^[由被经向对给为]$/;
const beside = 8;
const times = /^[前后]$/;
/** What one thing becomes, or stands before: their order is meant. */
const ordered = /改为|转为|变为|变更|调整为|替代|代替|取代|优先|移交|转移|高于|低于|早于|晚于|先于/;

/** Who does it, and to whom, is the same. */
function inRoles(laid: Laid): boolean {
  const { claimed, passage, found } = laid;
  const first = ({ spans }: Found): number => spans[0]?.[0] ?? -1;
  const there = found.filter(({ spans }) => spans.length > 0);
  if (ordered.test(textOf(claimed))) return there.every((each, n) => n === 0 || first(each) >= first(there[n - 1] ?? each));
  for (const [at, { key }] of claimed.entries()) {
    const around = `${orEmpty(claimed[at - 1]?.key)}${key}${orEmpty(claimed[at + 1]?.key)}`;
    const role = inWord.test(around) ? undefined : roles.find((words) => words.test(key));
    const places = role === undefined ? [] : placesBehind(at, laid);
    // 租给别人 is one word.
    if (found.some((each) => each.at <= at && each.at + (each.size ?? 1) > at + 1)) continue;
    if (role === undefined || places.length === 0) continue;
    const isLed = (place: number): boolean => passage.tokens.slice(Math.max(0, place - 4), place).some((token) => role.test(token.key));
    const acts = (place: number): boolean => role.test('由') && !passage.tokens.slice(0, place).some(({ kind }) => kind === 'modal');
    // 企业捐赠的车辆: by whom, right before what is done.
    const done = found.findLast((each) => each.at < at)?.spans ?? [];
    const does = (place: number): boolean => role.test('由') && done.some(([from]) => from > place && from - place <= 10);
    if (!places.some((place) => isLed(place) || acts(place) || does(place))) return false;
  }
  // The registration department is no department that has to do with registration.
  const isAfter = (a: Found, b: Found): boolean =>
    b.spans.some(
      ([place]) =>
        a.spans.some(([from]) => from < place) || passage.tokens.slice(Math.max(0, place - 4), place).some(({ key }) => led.test(key)),
    );
  const isBearer = ({ spans: [span] }: Found): boolean =>
    span !== undefined && span[1] - span[0] > 1 && bearer.test(textOf(passage.tokens.slice(...span)));
  if (there.some((each, n) => each.joined && n > 0 && isBearer(each) && !isAfter(there[n - 1] ?? each, each))) return false;
  // Public information is no information of a public platform.
  const isNear = (a: Found, b: Found): boolean =>
    a.spans.some(([from, to]) => b.spans.some(([start, end]) => start - to <= beside && from - end <= beside));
  if (there.some((each, n) => each.joined && n > 0 && !isNear(there[n - 1] ?? each, each))) return false;
  // 甲方违约的，乙方可以解除合同: who stands first, unless a word says where else.
  const bearers = there.filter((each, n) => isBearer(each) && there.findIndex(({ spans }) => spans[0]?.[0] === each.spans[0]?.[0]) === n);
  if (bearers.some((each, n) => n > 0 && !isAfter(bearers[n - 1] ?? each, each))) return false;
  // 收到申请后: what comes after is told of the same.
  if (
    there.some(
      (each, n) =>
        times.test(orEmpty(claimed[each.at]?.key)) &&
        n > 0 &&
        !there
          .slice(Math.max(0, n - 2), n)
          .flatMap(({ spans }) => spans)
          .some(([, end]) => each.spans.some(([from]) => from >= end && from - end < 2)),
    )
  )
    return false;
  const modal = claimed.findIndex(({ kind }) => kind === 'modal');
  const subject = modal > 0 ? claimed.slice(0, modal) : [];
  if (claimed.some(({ key }) => roles[0]?.test(key)) || !bearer.test(textOf(subject))) return true;
  const named = there.findLast(({ at }) => at < modal);
  if (!named) return true;
  const duty = passage.tokens.findIndex(({ kind }) => kind === 'modal');
  return named.spans.some(([from]) => duty < 0 || from < duty || /^[由经]$/.test(orEmpty(passage.tokens[from - 1]?.key)));
}

/** The places of the passage that a claim has, wherever they stand; nothing when it says anything else. */
export function coveredBy(claimed: readonly Token[], passage: Passage, found = findAll(claimed, passage)): ReadonlySet<number> | undefined {
  // What surrounds a passage may lend a word or two, and no more.
  if (!found || found.length < 2 || found.filter(({ spans }) => spans.length === 0).length * 3 > found.length) return undefined;
  const held = denied(claimed, found, passage);
  const clauses = clausesOf(held, passage);
  const laid: Laid = { claimed, passage, found: held, clauses };
  const isChosen = (at: number): boolean => clauses.has(passage.clauseOf[at] ?? -1);
  const covered = new Set<number>();
  for (const [from, to] of held.flatMap(({ spans }) => spans)) for (let at = from; at < to; at += 1) if (isChosen(at)) covered.add(at);
  const duties = dutiesOf(
    laid,
    passage.tokens.filter((_, at) => covered.has(at)),
  );
  const denials = held.every(({ spans, denied: is }) => is !== true || spans.length > 0);
  if (!duties || !denials || !inRoles(laid)) return undefined;
  // 同意并公告 is no 同意或者公告.
  const isChoice = (place: number): boolean => passage.tokens[place - 1]?.kind === 'or' || passage.tokens[place]?.listed === true;
  if (claimed.some(({ kind }, at) => kind === 'or' && !placesBehind(at, laid).some(isChoice))) return undefined;
  for (const at of duties) covered.add(at);
  for (const [at, { kind }] of passage.tokens.entries()) if (kind === 'or' && covered.has(at - 1) && covered.has(at + 1)) covered.add(at);
  return covered;
}
