/** A quantity written in Chinese numerals, in base units. */
export type HanFigure = {
  readonly value: number;
  readonly unit: string;
  readonly more: boolean;
  readonly start: number;
  readonly end: number;
};

const digits = '零一二三四五六七八九';
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const scales: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8, 万亿: 1e12 };
const units: Readonly<Record<string, string>> = {
  元: 'CNY',
  家: 'count',
  个: 'count',
  所: 'count',
  项: 'count',
  名: 'count',
  款: 'count',
  户: 'count',
  台: 'count',
};

/** Hundreds at least, or a scale behind: smaller counts (一家, 三个) are turns of speech as often as figures. */
const written =
  /(?<![一二两三四五六七八九十百千万亿零第\d])([一二两三四五六七八九][一二两三四五六七八九十百千零]{0,8}|十[一二三四五六七八九]?)(万亿|亿|万)?(余|多)?(元(?!旦|宵)|家(?!级)|个(?!月)|所|项(?!目)|名(?!单)|款|户|台)/g;

/** 一百五十 → 150; undefined where the numerals form no number. */
function numberOf(text: string): number | undefined {
  let sum = 0;
  let digit: number | undefined;
  let last = 10_000;
  for (const char of text) {
    const scale = tens[char];
    if (scale === undefined) {
      if (digit !== undefined && digit !== 0) return undefined;
      digit = char === '两' ? 2 : digits.indexOf(char);
    } else {
      if (scale >= last) return undefined;
      sum += (digit ?? 1) * scale;
      last = scale;
      digit = undefined;
    }
  }
  // 一百五 is 150 in speech and 105 nowhere; acts do not write it.
  if (digit !== undefined && digit !== 0 && last > 10 && last < 10_000 && !text.includes('零')) return undefined;
  return sum + (digit ?? 0);
}

/** 八成以上, 下降七成: tenths, where the words beside them measure. */
const tenths =
  /(?<=(?:超过?|达到?|约|近|逾|占|至|到|不足|不到|不低于|不少于|高于|低于|提高|提升|增长|下降|降低|减少|压减|有|至少|以)了?)([一二两三四五六七八九])成(?!立|为|员|果|功|熟|长|本|就|效|品|型|套|都|千|份|绩|人|语|形)|([一二两三四五六七八九])成(?:以上|左右|多)/g;

function tenthsIn(plain: string): HanFigure[] {
  return [...plain.matchAll(tenths)].map((each) => ({
    value: 10 * digits.indexOf((each[1] ?? each[2] ?? '').replace('两', '二')),
    unit: '%',
    more: each[0].endsWith('多'),
    start: each.index,
    end: each.index + each[0].length,
  }));
}

/** 一百五十亿元, 四百余家. `plain` is folded. */
export function hanFigures(plain: string): HanFigure[] {
  const found: HanFigure[] = plain.includes('成') ? tenthsIn(plain) : [];
  for (const each of plain.matchAll(written)) {
    const [whole, numerals = '', scale, more, unit = ''] = each;
    const number = numberOf(numerals);
    if (number === undefined || (scale === undefined && number < 100)) continue;
    const place = { start: each.index, end: each.index + whole.length };
    found.push({ value: number * (scale ? (scales[scale] ?? 1) : 1), unit: units[unit] ?? 'count', more: more !== undefined, ...place });
  }
  return found;
}
