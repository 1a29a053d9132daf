import { group, orEmpty } from '../../model/values.ts';
import { englishBodies, englishSeries, spelledOut, syllables } from '../../registry/glossary.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { documentNumber, type LocatedNumber, orderNumber } from './located.ts';

const { small } = expressionsOf(expressions.english);

const word = "[A-Z][A-Za-z&'’-]{0,24}";
/** The series of a department can stand in brackets: Guo Neng Fa (Technology) [2026] No. 52. */
const series = new RegExp(
  `((?:${word}|&)(?:\\s(?:${word}|&|on|and|of)){0,9})(\\s?\\((?:${word})(?:\\s(?:${word}|&|and|of)){0,5}\\))?"?` +
    `\\s?[\\[(〔]\\s?((?:19|20)\\d{2})\\s?[\\])〕]\\s{0,2},?\\s?(?:N[oO]\\.?\\s{0,2})?(\\d{1,5})(?!\\d)`,
  'g',
);
const turned = new RegExp(
  `((?:${word})(?:\\s(?:${word})){0,5})\\sN[oO]\\.?\\s{0,2}(\\d{1,5})\\s?[\\[(〔]\\s?((?:19|20)\\d{2})\\s?[\\])〕]`,
  'g',
);
const orders = [
  String.raw`(Order|Decree)\s(?:No\.?|Number)\s?(\d{1,4})(?:\s(?:of|by)\s(?:the\s)?([A-Z][A-Za-z' ]{2,80}))?`,
  String.raw`((?:[A-Z][A-Za-z']{1,20}\s(?:of\s|and\s|the\s)?){1,8})(?:Order|Decree)\s(?:(?:No\.?|Number)\s?)?(\d{1,4})`,
  String.raw`(?:Order|Decree)\sof\s(?:the\s)?([A-Z][A-Za-z' ]{2,60}?),?\s(?:No\.?|Number)\s?(\d{1,4})`,
];
const order = new RegExp(String.raw`\b${either(orders)}(?![\d,]|\.\d)`, 'g');

const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
const romanised = new Map(spelledOut.map((prefix) => [[...prefix].map((char) => syllables[char] ?? '?').join(''), prefix]));

/** The known prefix that the last words spell together with those in brackets, and how many words they are. */
function spelled(words: readonly string[], inner: string) {
  for (let from = 0; from < words.length; from += 1) {
    const text = letters(words.slice(from).join('') + inner);
    const prefix = romanised.get(text) ?? englishSeries[text];
    if (prefix) return { prefix, count: words.length - from };
  }
  return undefined;
}

const syllable = /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[aeiou]|[aeiou]{2,3})(?:ng?|r)?$/i;

function readSeries(text: string, match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, name = '', inner = '', year = '', sequence = ''] = match;
  const words = name.split(/\s/);
  const known = spelled(words, inner);
  // Only a series that is known may leave out its "No.".
  if (!known && !/[\])〕]\s{0,2},?\s?N[oO]/.test(whole)) return undefined;
  while (!known && words.length > 0 && small.test(group(words, 0))) words.shift();
  const kept = known ? words.slice(words.length - known.count) : words;
  const pinyin = kept.every((each) => syllable.test(each));
  if (!known && (kept.length < 2 || kept.length > (pinyin ? 8 : 5))) return undefined;
  // Measures (Trial) [2026] No. 5 is the title of something, not a series.
  if (!known && inner !== '' && !pinyin) return undefined;
  const place = { start: match.index + name.length - kept.join(' ').length, end: match.index + whole.length };
  const number = Number(sequence);
  if (known) return documentNumber(known.prefix, Number(year), number, place);
  const prefix = kept.join(' ') + inner;
  const canonical = text.slice(place.start, place.end).replace(/\s{1,9}/g, ' ');
  return { canonical, kind: 'document', prefix, year: Number(year), number, key: `${letters(prefix)}:${year}:${number}`, ...place };
}

function readTurned(match: RegExpExecArray): LocatedNumber | undefined {
  const [whole, name = '', sequence = '', year = ''] = match;
  const words = name.split(/\s/);
  const known = spelled(words, '');
  const number = Number(sequence);
  if (!known || number === 0) return undefined;
  const start = match.index + name.length - words.slice(words.length - known.count).join(' ').length;
  return documentNumber(known.prefix, Number(year), number, { start, end: match.index + whole.length });
}

function readOrder(match: RegExpExecArray): LocatedNumber | undefined {
  const number = Number(match[2] ?? match[5] ?? match[7]);
  const name = orEmpty(match[3] ?? match[4] ?? match[6]);
  const body = englishBodies.find(([pattern]) => pattern.test(name))?.[1];
  if (!body || number === 0) return undefined;
  const issuer = body === '主席令' ? '主席' : body === '国令' ? '国务院' : body;
  return orderNumber(issuer, number, { start: match.index, end: match.index + match[0].trimEnd().length });
}

export const findEnglishNumbers = (text: string): LocatedNumber[] => [
  ...[...text.matchAll(series)].flatMap((match) => readSeries(text, match) ?? []),
  ...[...text.matchAll(turned)].flatMap((match) => readTurned(match) ?? []),
  ...[...text.matchAll(order)].flatMap((match) => readOrder(match) ?? []),
];
