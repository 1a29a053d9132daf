import { hasHan, orEmpty } from '../../model/values.ts';
import { bureaux } from '../../registry/bodies.ts';
import { findDictionaryWord, spellPlace, wordLengths } from '../../registry/dictionary.ts';
import { type GlossaryTerm, wordLists, wordPairs } from '../../registry/glossary.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { renderSafety, words } from './known-words.ts';
import { readNumberAt } from './numbers.ts';
import { type Stripped, strip, type TitlePiece, type TitleText } from './title-text.ts';

const {
  /** A city or county whose name no table has: where a title or a quoted name opens, and after the bodies' 印发. */
  opening,
  /** 在滨江等三地: a place, for others follow that are counted as such. */
  counted,
} = expressionsOf(expressions.tokens);

const known = new Set(places.flatMap(({ forms }) => forms));

/** What 市 and 县 close without naming one: 全市, 城市, 超市, 有关县, 门市; and words that a name of a place does not hold. */
const common = new RegExp(`${oneOf(wordLists['before-city'])}$|${oneOf(wordLists['no-places'])}`);
/** 市场, 市民, 市级: 市 belongs to the word behind it. */
const behind = /^[场民值级域面容化区長长政井树花情况委]/;

/** `english` spells its sounds; a name with a character that no known name has stays as it is. */
type UnknownPlace = { readonly name: string; readonly english: string };

const toPlace = (name: string, stem: string): UnknownPlace => ({ name, english: spellPlace(stem) ?? stem });

/**
 * Cities and counties of a title that no table of places knows (云州市): their characters are a name and mean nothing, so English spells how
 * they sound.
 */
export function findUnknownPlaces({ text, folded }: TitleText): readonly UnknownPlace[] {
  const found = new Map<string, UnknownPlace>();
  for (const { index, 0: whole, 1: stem = '', 2: word = '' } of folded.matchAll(opening)) {
    const name = stem + word;
    const next = text.slice(index + whole.length);
    if (common.test(stem) || (behind.test(next) && !/^(?:政府|委办|委员)/.test(next)) || known.has(name)) continue;
    found.set(name, toPlace(name, stem));
  }
  for (const { 1: name = '' } of folded.matchAll(counted)) if (!known.has(name)) found.set(name, toPlace(name, name));
  return [...found.values()];
}

/** An organ of such a place at the head of a title: 云州市人民政府办公厅 is the General Office of the Yunzhou Municipal People's Government. */
export function readUnknownOffice(title: TitleText): TitlePiece | undefined {
  const place = findUnknownPlaces(title).find(({ name }) => title.folded.startsWith(name));
  if (!place) return undefined;
  const rest = title.folded.slice(place.name.length, place.name.length + 24);
  const [bureau, written] =
    bureaux
      .flatMap((each) => each.names.map((name) => [each, name] as const))
      .filter(([, name]) => rest.startsWith(name) && /^(?:$|关于|印发|发布|等|[\s、])/.test(rest.slice(name.length)))
      .toSorted((a, b) => b[1].length - a[1].length)[0] ?? [];
  if (!bureau || !written) return undefined;
  const level = place.name.endsWith('市') ? 'Municipal' : 'County';
  const { english } = bureau;
  const text = english.includes('{place}') ? english : `{place} ${english.includes('{class}') ? '' : `${level} `}${english}`;
  return {
    zh: title.text.slice(0, place.name.length + written.length),
    en: text.replace('{place}', place.english).replace('{class}', level),
  };
}

export type Token = {
  readonly zh: string;
  readonly en: string;
  readonly part: GlossaryTerm['part'] | 'mark' | 'unknown' | 'of';
  /** A name of a place, or of a body, act or firm: it has no plural. */
  readonly proper?: 'place' | 'name';
  readonly by?: 'dictionary';
  /** A verb of the dictionary that stands as a noun: what follows may be its object. */
  readonly verbal?: true;
};

const latin = (zh: string) => zh.replace(/[“”「」『』"]/g, '').replace(/^AI ?\+$/, 'AI+');

type TokenStep = Token & { readonly next: number; readonly cost: number };

const unknownCost = 10;
/** More than any words of the glossary that cover the same, less than two characters that nobody knows. */
const dictionaryCost = 6;
const isHan = (unit: string) => hasHan(unit);

type NamesInText = {
  readonly bodies: ReadonlyMap<number, { end: number; en: string }>;
  readonly strange: readonly UnknownPlace[];
  /** The dictionary is asked; `acting`: what the text names is done, its first word is an act. */
  readonly dictionary?: { readonly acting: boolean };
};

/** Ordinary words that the glossary lacks. A verb is a noun in a name, and what is done where an act begins with it. */
function dictionaryStepsAt(bare: string, i: number, acting: boolean): Omit<TokenStep, 'zh'>[] {
  return wordLengths.flatMap((length) => {
    const word = isHan(orEmpty(bare[i])) && i + length <= bare.length ? findDictionaryWord(bare.slice(i, i + length)) : undefined;
    if (!word) return [];
    const doing = acting && i === 0 && length < bare.length ? word.doing : undefined;
    const en = doing ?? word.en;
    return en === undefined
      ? []
      : [
          {
            en,
            part: doing ? ('verb' as const) : word.part,
            by: 'dictionary' as const,
            ...(word.doing && !doing ? { verbal: true as const } : {}),
            next: i + length,
            cost: dictionaryCost,
          },
        ];
  });
}

/** Everything that may stand at a place: known words of every length, a body, a number, else one character as it is. */
function stepsAt(text: string, { bare, origin }: Stripped, i: number, { bodies, strange, dictionary }: NamesInText): TokenStep[] {
  const at = origin[i] ?? 0;
  const upTo = (end: number) => text.slice(at, origin[end] ?? text.length);
  const steps: TokenStep[] = words.allAt(bare, i).map(({ value, end }) => ({
    zh: upTo(end),
    en: value.en,
    part: value.part,
    ...(value.proper ? { proper: value.proper } : {}),
    next: end,
    cost: end - i === 1 && isHan(orEmpty(bare[i])) ? 3 : 1,
  }));
  if (dictionary) for (const step of dictionaryStepsAt(bare, i, dictionary.acting)) steps.push({ ...step, zh: upTo(step.next) });
  for (const { name, english } of strange) {
    const next = i + name.length;
    if (bare.startsWith(name, i)) steps.push({ zh: upTo(next), en: english, part: 'noun', proper: 'place', next, cost: 1 });
  }
  const body = bodies.get(at);
  // 市发展改革委 is not the national commission: without the name of the city it stays as it is.
  if (body && !(/[市省区县州]/.test(orEmpty(bare[i - 1])) && /^(?:National|Ministry|State|Cyber|General Admin)/.test(body.en))) {
    const next = origin.findIndex((place) => place >= body.end);
    steps.push({ zh: text.slice(at, body.end), en: body.en, part: 'noun', proper: 'name', next, cost: 1 });
  }
  const zone = /^中国[（(](\p{Script=Han}{2,5})[）)]自由贸易试验区/u.exec(bare.slice(i, i + 20));
  const where = zone?.[1] ? words.longestAt(zone[1], 0)?.value : undefined;
  if (zone && where?.proper === 'place') {
    const en = `China (${where.en}) Pilot Free Trade Zone`;
    steps.push({ zh: upTo(i + zone[0].length), en, part: 'noun', proper: 'place', next: i + zone[0].length, cost: 1 });
  }
  const number = readNumberAt(bare, i);
  if (number) {
    const zh = upTo(i + number.zh.length);
    steps.push({ zh, en: /^[A-Za-z]/.test(number.zh) ? latin(zh) : number.en, part: 'noun', next: i + number.zh.length, cost: 1 });
  }
  const unit = orEmpty(bare[i]);
  if (unit === '的') steps.push({ zh: upTo(i + 1), en: 'of', part: 'of', next: i + 1, cost: 0.5 });
  const raw = text[at] ?? unit;
  const mark = wordPairs.punctuation[raw] ?? (isHan(unit) ? undefined : unit);
  if (mark !== undefined) steps.push({ zh: upTo(i + 1), en: mark, part: 'mark', next: i + 1, cost: 0.5 });
  else steps.push({ zh: upTo(i + 1), en: raw, part: 'unknown', next: i + 1, cost: unknownCost });
  return steps;
}

/** Characters that are words of their own in any title. */
const alone = /^[和与及等在对新由向从]$/;

function findPath(title: TitleText, stripped: Stripped, acting: boolean): TokenStep[] {
  const bodies = new Map(findIssuers(title.text).map((span) => [span.start, { end: span.end, en: span.entry.full }]));
  const names = { bodies, strange: findUnknownPlaces(title) };
  const path = bestPath(title.text, stripped, names);
  const known = path.every(({ zh, cost }) => cost < 3 || alone.test(zh));
  return known ? path : bestPath(title.text, stripped, { ...names, dictionary: { acting } });
}

/** The way through the text that leaves least unknown, with the fewest words: 和林格尔 is a place, not 和 and three strange characters. */
function bestPath(text: string, stripped: Stripped, names: NamesInText): TokenStep[] {
  const length = stripped.bare.length;
  const costs: number[] = Array.from({ length: length + 1 }, () => Number.POSITIVE_INFINITY);
  const back: (TokenStep & { readonly from: number })[] = [];
  costs[0] = 0;
  for (let i = 0; i < length; i += 1) {
    const before = costs[i] ?? 0;
    if (before === Number.POSITIVE_INFINITY) continue;
    for (const step of stepsAt(text, stripped, i, names)) {
      const cost = before + step.cost;
      // Of ways that cost the same the one with the longer words first: 智慧城市 and 建设, 未来产业 and 创新发展.
      const best = costs[step.next] ?? 0;
      if (cost > best || (cost === best && !(step.part === 'noun' || step.part === 'verb'))) continue;
      costs[step.next] = cost;
      back[step.next] = { ...step, from: i };
    }
  }
  const path: TokenStep[] = [];
  for (let at = length; at > 0; ) {
    const step = back[at];
    if (!step) break;
    path.push(step);
    at = step.from;
  }
  return path.reverse();
}

/** A single character between two strange ones is part of a strange name, whatever it may mean alone. */
const insideStrange = (path: readonly TokenStep[], i: number) =>
  path[i]?.part === 'link' &&
  path[i]?.zh.length === 1 &&
  isHan(orEmpty(path[i]?.zh)) &&
  path[i - 1]?.part === 'unknown' &&
  (path[i + 1]?.part === 'unknown' || path[i - 2] === undefined || path[i - 2]?.part === 'mark');

/** “人工智能+制造” is one name; in “人工智能+”行动 the quotation ends before. */
const joinsPlus = ({ zh, en }: Token) => en === 'AI+' && /[+＋]$/.test(zh);

/**
 * Words of a text in their order; what lies between them is kept, so that the pieces make up the text again. `acting`: the text begins with
 * what is done.
 */
export function tokenize(title: TitleText, acting = false): Token[] {
  const { text, folded } = title;
  const stripped = strip(title);
  const found: Token[] = [];
  const lead = text.slice(0, stripped.origin[0] ?? 0);
  if (lead) found.push({ zh: lead, en: '', part: 'mark' });
  const path = findPath(title, stripped, acting);
  for (const [i, { zh, en, part, proper, by, verbal }] of path.entries()) {
    const strange = part === 'unknown' || insideStrange(path, i);
    const kept = zh.replace(/[“”"「」『』]/g, '');
    const last = found.at(-1);
    if (last && joinsPlus(last) && part === 'noun') {
      found[found.length - 1] = { zh: last.zh + zh, en: `AI+ ${en}`, part };
      continue;
    }
    if (strange && last?.part === 'unknown') found[found.length - 1] = { zh: last.zh + zh, en: last.en + kept, part: 'unknown' };
    else
      found.push(
        strange
          ? { zh, en: kept, part: 'unknown' }
          : {
              zh,
              en: renderSafety(zh, en, folded, orEmpty(last?.zh)),
              part,
              ...(proper ? { proper } : {}),
              ...(by ? { by } : {}),
              ...(verbal ? { verbal } : {}),
            },
      );
  }
  return found;
}
