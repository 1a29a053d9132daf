import hongKong from 'opencc-js/dict/HKVariantsRev';
import toSimplified from 'opencc-js/dict/TSCharacters';
import taiwan from 'opencc-js/dict/TWVariantsRev';
import table from './tables/word-changes.json' with { type: 'json' };

/** Radicals of the supplement, which no Unicode normalisation replaces, each before the character it stands for. */
const supplement = [
  '⺁厂⺃乚⺅亻⺆冂⺇几⺉刂⺋㔾⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺥爫⺨犭⺩王⺪疋⺫罒⺬示⺭礻⺮竹⺯糹⺱罓⺲罒⺵网⺶羊⺷羊⺹耂⺻聿⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶',
  '⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟',
].join('');

const [first, kangxi, last] = [0x2e80, 0x2f00, 0x2fd5];

/**
 * The character for each radical. Programs that print PDF files (browsers among them) write many characters as the radicals that look like
 * them: ⼒ (U+2F12) for 力, ⻘ (U+2ED8) for 青; whoever copies from such a file puts them on a page. No text means a radical by them.
 */
export const radicals: ReadonlyMap<string, string> = new Map([
  ...Array.from({ length: last - kangxi + 1 }, (_, at) => String.fromCharCode(kangxi + at)).map(
    (sign) => [sign, sign.normalize('NFKC')] as const,
  ),
  ...Array.from({ length: supplement.length / 2 }, (_, at) => [supplement.charAt(2 * at), supplement.charAt(2 * at + 1)] as const),
]);

export const radicalSigns = new RegExp(`[${String.fromCharCode(first)}-${String.fromCharCode(last)}]`);

/** Words that gateways and Taiwan media write otherwise, in simplified characters (docs/chinese-documents.md 6). */
export const wordChanges: readonly (readonly [mainland: string, elsewhere: string])[] = table as [string, string][];

/**
 * Tells each pair of `a b|c d|…` that is one unit for one unit; what stands for more units is left. Walks the text: it is long, and pieces
 * would be garbage.
 */
function readPairs(pairs: string, tell: (from: number, to: number) => void) {
  for (let at = 0; at < pairs.length; ) {
    const isBlank = pairs.charCodeAt(at + 1) === 0x20;
    const end = at + 3 === pairs.length || pairs.charCodeAt(at + 3) === 0x7c ? at + 3 : endOf(pairs, at);
    if (isBlank && (end === at + 3 || pairs.charCodeAt(at + 3) === 0x20)) tell(pairs.charCodeAt(at), pairs.charCodeAt(at + 2));
    at = end + 1;
  }
}

function endOf(pairs: string, at: number) {
  const bar = pairs.indexOf('|', at);
  return bar === -1 ? pairs.length : bar;
}

/** Regional forms become the common traditional ones first, those become simplified: 裏 → 裡 → 里. Gives the characters that changed. */
function simplify(table: Uint16Array) {
  const changed: number[] = [];
  const regional: number[] = [];
  const usual = new Uint16Array(65_536);
  readPairs(toSimplified, (from, to) => {
    table[from] = to;
    changed.push(from);
  });
  const takeRegional = (from: number, to: number) => {
    usual[from] = to;
    regional.push(from);
  };
  for (const pairs of [taiwan, hongKong]) readPairs(pairs, takeRegional);
  const own = new Set(changed);
  for (const code of regional) {
    if (own.has(code)) continue;
    const common = usual[code] || code;
    table[code] = own.has(common) ? (table[common] ?? common) : common;
    changed.push(code);
  }
  return changed;
}

const blanks = [0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0xa0, 0x2007, 0x202f, 0x3000];

const dashes = [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212];

const [lettersEnd, compatible, compatibleEnd, wide, wideEnd] = [0x530, 0xf900, 0xfaff, 0xff01, 0xff5e];

type Folding = { readonly table: Uint16Array; readonly units: Uint16Array };

const asTheyAre = new Uint16Array(65_536);

for (let code = 0; code < 65_536; code += 1) asTheyAre[code] = code;

export const everyUnit = (): Uint16Array => asTheyAre.slice();

function buildTable(): Folding {
  const table = everyUnit();
  const changed = simplify(table);
  // 么 is no other form of 幺: it is the simplified 麼, in every question of a Simplified page.
  for (const code of [0x4e48, 0x9ebc, 0x9ebd]) table[code] = 0x4e48;
  for (let code = compatible; code <= compatibleEnd; code += 1) {
    const plain = String.fromCharCode(code).normalize('NFKC');
    if (plain.length === 1) table[code] = table[plain.charCodeAt(0)] ?? code;
  }
  for (const [radical, plain] of radicals) table[radical.charCodeAt(0)] = table[plain.charCodeAt(0)] ?? 0;
  for (let code = wide; code <= wideEnd; code += 1) table[code] = code - 0xfee0;
  for (const blank of blanks) table[blank] = 0x20;
  for (const dash of dashes) table[dash] = 0x2d;
  for (let code = 0; code < lettersEnd; code += 1) lower(table, code);
  for (let code = wide; code <= wideEnd; code += 1) lower(table, code);
  for (const [from, to] of [
    [0, lettersEnd - 1],
    [compatible, compatibleEnd],
    [wide, wideEnd],
  ] as const)
    for (let code = from; code <= to; code += 1) changed.push(code);
  changed.push(...blanks, ...dashes);
  // Folding twice is folding once.
  const units = Uint16Array.from(new Set(changed)).sort();
  for (const code of units) table[code] = table[table[code] ?? code] ?? code;
  return { table, units };
}

function lower(table: Uint16Array, code: number) {
  const folded = table[code] ?? code;
  if (folded >= 0x250 && (folded < 0x370 || folded >= lettersEnd)) return;
  const small = String.fromCharCode(folded).toLowerCase();
  if (small.length === 1) table[code] = small.charCodeAt(0);
}

const folding = buildTable();

/** UTF-16 unit → its folded unit: half width, lower case, simplified. One unit stays one unit, so offsets hold. */
export const foldTable: Uint16Array = folding.table;

/** The units that are folded into another one (some of them may be their own). */
export const foldedUnits: Uint16Array = folding.units;

const piece = 4096;

const buffer = new Uint16Array(piece);

/** The same memory as text: machines that run Node have the low byte first. */
const written = Buffer.from(buffer.buffer);

/** A text with each unit as a table gives it; the result has the same length, so offsets into it are offsets into the original. */
export function foldBy(table: Uint16Array, text: string): string {
  let same = 0;
  while (same < text.length && table[text.charCodeAt(same)] === text.charCodeAt(same)) same += 1;
  if (same === text.length) return text;
  let out = same === 0 ? '' : text.slice(0, same);
  for (let i = same; i < text.length; i += piece) {
    const length = Math.min(piece, text.length - i);
    for (let j = 0; j < length; j += 1) buffer[j] = table[text.charCodeAt(i + j)] ?? 0;
    out += written.toString('utf16le', 0, length * 2);
  }
  return out;
}

export const fold = (text: string): string => foldBy(foldTable, text);
