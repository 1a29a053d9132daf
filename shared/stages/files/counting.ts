const digits = '零一二三四五六七八九';
const formal = '零壹贰叁肆伍陆柒捌玖';
const units = ['', '十', '百', '千'];

/** 23 as 二十三, for 1 to 9999. */
export function renderChinese(n: number, names = digits, places: readonly string[] = units): string {
  const text = String(n);
  if (n <= 0 || text.length > 4) return text;
  const read = [...text].map((digit, at) => (digit === '0' ? '零' : `${names[Number(digit)]}${places[text.length - 1 - at]}`)).join('');
  const whole = read.replace(/零{1,4}$/, '').replace(/零{2,4}/g, '零');
  return n >= 10 && n < 20 && names === digits ? whole.slice(1) : whole;
}

function inRoman(n: number): string {
  const steps = [
    1000,
    'm',
    900,
    'cm',
    500,
    'd',
    400,
    'cd',
    100,
    'c',
    90,
    'xc',
    50,
    'l',
    40,
    'xl',
    10,
    'x',
    9,
    'ix',
    5,
    'v',
    4,
    'iv',
    1,
    'i',
  ];
  let left = Math.min(n, 3999);
  let text = '';
  for (let at = 0; at < steps.length; at += 2) {
    const [value, letters] = [Number(steps[at]), String(steps[at + 1])];
    for (; left >= value; left -= value) text += letters;
  }
  return text;
}

const inLetters = (n: number): string => String.fromCharCode(97 + ((n - 1) % 26)).repeat(Math.min(Math.floor((n - 1) / 26) + 1, 9));
const stems = '甲乙丙丁戊己庚辛壬癸';

/** A counter as a word processor prints it, by the name that the file gives the form (`numFmt`). Bullets and unknown forms give nothing or digits. */
export function renderCount(n: number, form: string): string {
  if (n < 1) return form === 'bullet' || form === 'none' ? '' : String(n);
  if (
    /^(?:chineseCounting|chineseCountingThousand|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|ideographDigital)$/.test(form)
  )
    return renderChinese(n);
  if (/^(?:chineseLegalSimplified|ideographLegalTraditional)$/.test(form)) return renderChinese(n, formal, ['', '拾', '佰', '仟']);
  if (form === 'ideographTraditional') return stems[n - 1] ?? String(n);
  if (/^decimalEnclosedCircle/.test(form)) return n <= 20 ? String.fromCharCode(0x245f + n) : `(${n})`;
  if (form === 'lowerLetter') return inLetters(n);
  if (form === 'upperLetter') return inLetters(n).toUpperCase();
  if (form === 'lowerRoman') return inRoman(n);
  if (form === 'upperRoman') return inRoman(n).toUpperCase();
  if (form === 'decimalZero') return String(n).padStart(2, '0');
  return form === 'bullet' || form === 'none' ? '' : String(n);
}
