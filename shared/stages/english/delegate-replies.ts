import { group } from '../../model/values.ts';
import { renderOrdinal } from './numbers.ts';

type Congress = { readonly zh: string; readonly en: string; readonly thing: string };
const congresses: readonly Congress[] = [
  { zh: '(?:全国人大|全国人民代表大会)', en: 'National People’s Congress', thing: 'Recommendation' },
  { zh: '(?:全国政协|政协全国委员会|全国委员会)', en: 'CPPCC National Committee', thing: 'Proposal' },
];
const n = '([一二三四五六七八九十\\d]{1,4})';

const forms = congresses.flatMap(({ zh, en, thing }) =>
  [`第?${n}届${zh}第?${n}次会议`, `${zh}第?${n}届第?${n}次会议`, `第?${n}届${zh}${n}次会议`].map((session) => ({
    pattern: new RegExp(
      `^(?:关于)?(?:对)?(?:政协)?${session}(?:第)?0{0,4}(\\d{1,5})号(?:[（(][^（）()]{1,20}[）)])?(?:建议|提案|议案)的?(答复|复函|答复的函|的函)$`,
    ),
    en,
    thing,
  })),
);

/** 关于对十四届全国人大四次会议第3021号建议的答复: replies to delegates, whose titles are all made alike. `text` is folded, without its issuers. */
export function replyToDelegate(text: string, by: string): string | undefined {
  for (const { pattern, en, thing } of forms) {
    const found = pattern.exec(text);
    if (!found) continue;
    const kind = found[4] === '答复' ? 'Reply' : 'Letter of Reply';
    return `${kind}${by} to ${thing} No. ${found[3]} of the ${renderOrdinal(group(found, 2))} Session of the ${renderOrdinal(group(found, 1))} ${en}`;
  }
  return undefined;
}
