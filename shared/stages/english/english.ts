import type { DocumentType } from '../../model/vocabulary.ts';
import { either, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { renderTitle } from './render.ts';
import { isHeadline, isSound, isSpoken, isSure } from './sound.ts';
import { capital, type TitlePiece, TitleText } from './title-text.ts';
import { endsInKind } from './work-title.ts';

const {
  /** 雾灯市发布新规: the place does it. */
  ofPlace,
  issuing,
} = expressionsOf(expressions.english);

export type EnglishTitle = {
  readonly english: string;
  readonly by: 'glossary' | 'official';
  readonly coverage: number;
  readonly pieces: readonly TitlePiece[];
};

const han = /\p{Script=Han}/u;
/** 某法（草案）征求意见: what is asked stands behind the title. */
const asked = /(?<=（(?:修[订正])?草案[^（）]{0,10}）)(?:公开)?征求意见$/;
/** Blanks beside a mark of a title: “人工智能 +” 行动. */
const blanks = /(?<=[“‘《（(+＋”’》])\s{1,8}|\s{1,8}(?=[“‘《（(+＋”’》）)])/g;

/**
 * An English rendering of an official Chinese title from official names, the glossary, the dictionary and the grammar of such titles; the
 * title itself where words are not known or do not hold together. `coverage` is the share of the title's characters that were rendered;
 * `pieces` are in the order of the Chinese and say what is sure also where the whole is not.
 */
export function englishTitle(title: string): EnglishTitle {
  const text = title.trim().replace(blanks, '').replace(asked, '');
  if (!han.test(text)) return { english: text, by: 'glossary', coverage: 1, pieces: text === '' ? [] : [{ zh: text, en: text }] };
  const folded = new TitleText(text);
  const { en, pieces, by: named } = renderTitle(folded);
  const english = capital(en);
  let known = 0;
  let all = 0;
  for (const { zh, en } of pieces) {
    all += zh.length;
    if (!han.test(en)) known += zh.length;
  }
  const by = named ?? 'glossary';
  const coverage = all === 0 ? 1 : Math.round((known / all) * 1000) / 1000;
  const stands = named !== undefined || (isSound(english, pieces) && isSure(folded.folded, english, pieces));
  return { english: stands ? english : title.trim(), by, coverage, pieces };
}

/** A headline follows no grammar of titles: with less of it known than this, its words one by one mislead. */
const readable = 0.97;
const headlines: ReadonlySet<DocumentType> = new Set(['news', 'analysis', 'company', 'other', 'interpretation']);

/**
 * The title of a document in English, and its words: an act's where it is whole and sure; a headline that does not come out as English has
 * none, and `english` is the title again. Without a type a title that ends in no kind of document is a headline.
 */
export function surelyEnglish(title: string, type?: DocumentType): EnglishTitle {
  const found = englishTitle(title);
  const { english, by, coverage } = found;
  if (english === title.trim() || by === 'official') return found;
  const hasKind = endsInKind(title);
  const isStandard = standard.test(title.trim());
  const headed = type === undefined ? !hasKind && !isStandard : headlines.has(type);
  const spoken = isSpoken(title) && !hasKind && !isStandard;
  const shown = (!headed && !spoken) || (coverage >= readable && !isSpoken(title) && isHeadline(english));
  if (!shown) return { ...found, english: title.trim() };
  return headed && ofPlace.test(title) ? { ...found, english: english.replace(issuing, ' $1es ') } : found;
}

/** Names of standards have fields with blanks between them, which are no sentence, and end in what they are. */
const standard = new RegExp(
  either([
    '^(?:数据安全|网络安全|信息安全)技术[ \u3000]|^信息技术[ \u3000]|第\\d{1,2}部分',
    '(?:规范|要求|指南|方法|准则|术语|框架|规则|总则|协议|接口|模型)(?:[ \u3000（(].{0,40})?$',
    '^(?:GB|[A-Z]{1,3}/T)',
  ]),
);

export function documentTitle(title: string, type: DocumentType): Pick<EnglishTitle, 'by'> & { readonly title: string } {
  const { english, by } = surelyEnglish(title, type);
  return english === title.trim() ? { title: title.trim(), by: 'glossary' } : { title: english, by };
}
