/** Alphabets of one byte a letter, with the letters that make up most of any text in them: labels for them are often left out. */
const alphabets = [
  { charset: 'koi8-r', often: 'оеаинтсрвлкмдпу', other: /[а-яё]/ },
  { charset: 'windows-1251', often: 'оеаинтсрвлкмдпу', other: /[а-яё]/ },
  { charset: 'windows-1255', often: 'יוהלארמתבשנד', other: /[א-ת]/ },
  { charset: 'windows-874', often: 'านรอกเงม่้ีัยลวตดทสิ', other: /[ก-๛]/ },
] as const;

/** Fewer letters prove nothing. */
const fewest = 20;
const surely = 0.65;

function score(sample: Uint8Array, { charset, often, other }: (typeof alphabets)[number]): number {
  let [all, points] = [0, 0];
  for (const char of new TextDecoder(charset).decode(sample)) {
    if (char < '\u0080') continue;
    all += 1;
    if (char === '\ufffd') points -= 3;
    else if (often.includes(char)) points += 1;
    else if (other.test(char)) points += 0.3;
  }
  return all < fewest ? 0 : points / all;
}

/** The one-byte charset in which the bytes are surely words, better than `value`, which the best of the others reached. */
export function guessAlphabet(sample: Uint8Array, value: number): string | undefined {
  const [best] = alphabets.map((each) => ({ charset: each.charset, value: score(sample, each) })).toSorted((a, b) => b.value - a.value);
  return best && best.value >= surely && best.value > value + 0.1 ? best.charset : undefined;
}
