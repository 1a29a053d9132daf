import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkClaim } from '../../shared/stages/claim/claim.ts';
import { splitSentences } from '../../shared/stages/facts/link/sentences.ts';
import { joinWrapped } from '../../shared/stages/text/normalise.ts';
import { toChineseNumeral } from '../../shared/stages/text/numerals.ts';
import { structureOf } from '../../shared/stages/text/structure.ts';
import { check } from './check.ts';

/**
 * Claims made of sentences of real acts by rule, true ones in other spellings and false ones by one change each, so that nobody who tunes the rules has written them. The
 * acts of odd numbers may be looked at when rules are tuned, those of even numbers never.
 */
type Claim = { readonly says: string; readonly article: string; readonly holds: boolean; readonly how: string };

const perAct = 4;
const body = /^[一-龥，、；：“”《》（）()\d%.。]{14,130}[。；]$/;
const telling = /应当|不得|必须|可以|不少于|不低于|不超过|以上|以下|以内|罚款|起施行/;

/** The first that fits changes a claim; `undefined` where it does not apply. */
const changes: readonly (readonly [how: string, holds: boolean, change: (text: string) => string | undefined])[] = [
  ['as written', true, (text) => text],
  ['without marks', true, (text) => text.replace(/[，、；。]/g, '')],
  [
    'other spelling of duty',
    true,
    (text) =>
      swap(text, [
        ['应当', '必须'],
        ['必须', '应当'],
        ['不得', '禁止'],
      ]),
  ],
  ['other spelling of a number', true, respelled],
  [
    'other spelling of a bound',
    true,
    (text) =>
      swap(text, [
        ['不少于', '至少'],
        ['不低于', '不得低于'],
        ['不得超过', '不超过'],
        ['不超过', '最多'],
        ['以内', '以下'],
      ]),
  ],
  [
    'another figure',
    false,
    (text) =>
      text.replace(/(?<![第\d.〔年月])(\d{1,4})(?=[个日天万元年月%人家项次])/, (n) => String(Number(n) + 1 + (Number(n) % 3))).valueOf(),
  ],
  [
    'another Chinese figure',
    false,
    (text) =>
      text.replace(/(?<![第一二三四五六七八九十百])([二三四五六七八])(?=[个十日年万])/, (n) =>
        '三四五六七八九'.charAt('二三四五六七八'.indexOf(n)),
      ),
  ],
  [
    'the other bound',
    false,
    (text) =>
      swap(text, [
        ['不少于', '不超过'],
        ['不低于', '不高于'],
        ['不得超过', '不得低于'],
        ['不超过', '不低于'],
        ['以上', '以下'],
        ['以下', '以上'],
      ]),
  ],
  [
    'no bound',
    false,
    (text) =>
      swap(text, [
        ['不少于', ''],
        ['不低于', ''],
        ['不超过', ''],
      ]),
  ],
  [
    'another duty',
    false,
    (text) =>
      swap(text, [
        ['应当', '可以'],
        ['可以', '应当'],
        ['不得', '可以'],
        ['必须', '可以'],
      ]),
  ],
  [
    'a negation more',
    false,
    (text) =>
      swap(text, [
        ['应当', '不应当'],
        ['可以', '不可以'],
        ['有权', '无权'],
      ]),
  ],
  [
    'a negation less',
    false,
    (text) =>
      swap(text, [
        ['不得', '应当'],
        ['未经', '经'],
        ['不予', '予以'],
      ]),
  ],
  [
    'somebody else',
    false,
    (text) =>
      swap(text, [
        ['人民政府', '人民法院'],
        ['主管部门', '行业协会'],
        ['经营者', '消费者'],
        ['用人单位', '劳动者'],
        ['申请人', '审批机关'],
        ['公安机关', '检察机关'],
        ['国务院', '省级人民政府'],
        ['企业', '个人'],
        ['提供者', '使用者'],
      ]),
  ],
  ['without its condition', false, (text) => /^[^，]{4,40}的，((?!应当|可以|不得|由)[^，]{0,12}(?:应当|可以|不得).{8,})$/.exec(text)?.[1]],
  [
    'without a limitation',
    false,
    (text) => (/不得|可以/.test(text) ? text.replace(/(?<=(?:不得|可以)[^，的]{1,8})[一-龥]{2,8}的(?=[一-龥]{2})/, '') : undefined),
  ],
  [
    'one clause',
    true,
    (text) => /，([^，；]{2,12}(?:部门|机构|政府|企业|单位|提供者|运营者)(?:应当|不得)[^，；的]{8,})。$/.exec(text)?.[1],
  ],
];

function swap(text: string, pairs: readonly (readonly [string, string])[]): string | undefined {
  const pair = pairs.find(([from]) => text.includes(from));
  return pair && text.replace(pair[0], pair[1]);
}

function respelled(text: string): string | undefined {
  const han = text.replace(/(?<![\d.第])(\d{1,2})(?=个月|日内|年|人|家|项|次|倍)(?!\d)/, (n) => toChineseNumeral(Number(n)));
  if (han !== text) return /年/.test(text) && /\d{4}年/.test(text) ? undefined : han;
  const arabic = text.replace(/(?<![第一二三四五六七八九十百])([二三四五六七八九])(?=个月|日内|年内|人|家|项|次|倍|万元)/, (n) =>
    String('零一二三四五六七八九'.indexOf(n)),
  );
  return arabic === text ? undefined : arabic;
}

type Sentence = { readonly text: string; readonly article: string };

/** Sentences of articles that say something which can be changed, as far apart as can be. */
function sentencesOf(text: string): readonly Sentence[] {
  const articles = structureOf(text).filter(({ kind, label }) => kind === 'article' && label.startsWith('第'));
  const found = splitSentences(text).flatMap(({ start, end }): Sentence[] => {
    const article = articles.find((each) => each.start <= start && end <= each.end);
    const words = text
      .slice(start, end)
      .trim()
      .replace(/^第[一二三四五六七八九十百零\d]{1,8}条[\s　]{0,4}/, '');
    return article && body.test(words) && telling.test(words) && !/[：（]/.test(words) ? [{ text: words, article: article.label }] : [];
  });
  const unique = found.filter(({ text: words }) => text.split(words).length === 2);
  const step = Math.max(1, Math.floor(unique.length / perAct));
  return unique.filter((_, at) => at % step === 0).slice(0, perAct);
}

function claimsOf(text: string): readonly Claim[] {
  const all = sentencesOf(text);
  return all.flatMap((sentence, at) => {
    const made = changes.flatMap(([how, holds, change]): Claim[] => {
      const says = change(sentence.text);
      const used =
        says !== undefined && says !== '' && (holds || how === 'without its condition' || (says !== sentence.text && !text.includes(says)));
      return used && (how === 'as written' || says !== sentence.text || how === 'without its condition')
        ? [{ says, article: sentence.article, holds, how }]
        : [];
    });
    const other = all[(at + 1) % all.length];
    return other && other.article !== sentence.article
      ? [...made, { says: sentence.text, article: other.article, holds: false, how: 'another article' }]
      : made;
  });
}

type Count = { asked: number; says: number; doesNot: number; unclear: number };

/** Checks the claims of one half of the acts; `show` prints those that are answered wrongly. */
function half(name: string, files: readonly string[], root: string, show: boolean): void {
  const counts = new Map<string, Count>();
  let [right, said, wanted] = [0, 0, 0];
  for (const file of files) {
    const text = joinWrapped(readFileSync(path.join(root, file), 'utf8'));
    for (const claim of claimsOf(text)) {
      const { verdict, passages } = checkClaim({ says: claim.says, article: claim.article, text });
      const count = counts.get(claim.how) ?? { asked: 0, says: 0, doesNot: 0, unclear: 0 };
      counts.set(claim.how, count);
      count.asked += 1;
      count[verdict === 'says' ? 'says' : verdict === 'unclear' ? 'unclear' : 'doesNot'] += 1;
      if (claim.holds) wanted += 1;
      if (verdict === 'says') said += 1;
      if (verdict === 'says' && claim.holds) right += 1;
      const wrong = (verdict === 'says') !== claim.holds && (verdict === 'says' || verdict === 'does not say');
      if (show && wrong)
        console.log(`  ${verdict} | ${claim.how} | ${claim.says} | ${passages[0]?.quote} ${JSON.stringify(passages[0]?.differs)}`);
      if (show && claim.holds && verdict === 'unclear')
        console.log(`  unclear | ${claim.how} | ${claim.says} | ${JSON.stringify(passages[0]?.differs)}`);
    }
  }
  for (const [how, { asked, says, doesNot, unclear }] of counts)
    console.log(`  ${how}: ${asked} asked, says ${says}, does not say ${doesNot}, unclear ${unclear}`);
  check(`claims, ${name}: precision of "says" ≥ 99.5 %`, said > 0 && right / said >= 0.995, `${right}/${said}`);
  check(`claims, ${name}: recall of "says" ≥ 90 %`, wanted > 0 && right / wanted >= 0.9, `${right}/${wanted}`);
}

/** Claims in other words, by hand: file, true or false, what is claimed. */
export function claimsInOtherWords(file: string, root: string): void {
  const counts = { told: 0, said: 0, denied: 0, falselySaid: 0 };
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const [act = '', holds = '', says = ''] = line.split('\t');
    const { verdict } = checkClaim({ says, text: readFileSync(path.join(root, `${act}.txt`), 'utf8') });
    const isTrue = holds === 'true';
    counts.told += Number(isTrue);
    counts.said += Number(isTrue && verdict === 'says');
    counts.denied += Number(isTrue && verdict === 'does not say');
    counts.falselySaid += Number(!isTrue && verdict === 'says');
  }
  check('claims in other words: true ones said ≥ 40 %', counts.said >= counts.told * 0.4, `${counts.said}/${counts.told}`);
  check('claims in other words: true ones denied', counts.denied === 0, String(counts.denied));
  check('claims in other words: false ones said', counts.falselySaid === 0, String(counts.falselySaid));
}

const drawn = 6;

/** Every sixth act of each half, or all of them. `show` prints what is answered wrongly, or not surely, of the half that may be looked at. */
export function claims(root: string, { all, show = false }: { readonly all: boolean; readonly show?: boolean }): void {
  const files = readdirSync(root).filter((name) => /^(?:law|council|data)-\d+\.txt$/.test(name));
  const odd = (name: string): boolean => Number(/\d+/.exec(name)?.[0]) % 2 === 1;
  const some = (list: readonly string[]): readonly string[] => list.filter((_, at) => all || at % drawn === 0);
  half('acts of odd numbers', some(files.filter(odd)), root, show);
  half('acts of even numbers, held out', some(files.filter((name) => !odd(name))), root, false);
}
