import { foldScript } from '../../text/fold.ts';
import { compileForm } from '../phrases/date-form.ts';
import { findMentions, type Mention } from './mentions.ts';
import { findRelations, type StatedRelation } from './relation.ts';
import { type Span, splitSentences } from './sentences.ts';
import { textFlags } from './text-flags.ts';

/** A mention in a document: offsets are of the whole text. */
export type RelatedMention = Mention & { readonly relation: StatedRelation; readonly quote: string; readonly sentence: Span };

const widest = 200;

/** The sentence, or 200 characters of it around the mention. */
function quoteOf(sentence: string, from: number, to: number): string {
  const trimmed = sentence.trim();
  if (trimmed.length <= widest) return trimmed;
  const start = Math.max(0, Math.min(from - Math.floor((widest - (to - from)) / 2), sentence.length - widest));
  return sentence.slice(start, start + widest).trim();
}

/** A line like 下列文件予以废止： makes repealed texts of the list items below it. */
const repealsBelow = compileForm(
  '({repeal}|失效)[^。]{0,24}(下列|以下|如下)|(下列|以下)[^。]{0,40}({repeal}|失效)|{repeal}的?[^。《》]{0,24}(目录|清单)',
);
const repealed = compileForm('{repeal}|失效');
const listItem = /^\s{0,6}(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|[《\d•·-])/;

/** A cell of a standard's card that makes a replaced text of the one in the cell behind it. */
const replacedLabel = compileForm('(^|\\n)\\s{0,6}(全部|部分)?{replace}(标准|文件)?(号|编号)?\\s{0,2}[:：]?\\s{0,6}\\n\\s{0,6}$');

/** Where the label stands that says of a line what it is; `undefined` when none does. */
function findReplacedLabel(plain: string, { start }: Span): number | undefined {
  const from = Math.max(0, start - 28);
  const label = replacedLabel.exec(plain.slice(from, start));
  return label ? from + label.index : undefined;
}

/** A sentence that names a text has one of these, and so one of these characters. */
const mentionFlags = textFlags.figure | textFlags.letter | textFlags.name;
const mentionShapes = /[《》〔［[【]|\d号|第[〇零一二三四五六七八九十百]{1,7}号|[A-Z]{1,3}\s?\/?T?\s?\d|[a-z]{3}|转发/;

/** Every text named in `text`, sentence by sentence, with the relation that the sentence says. */
export function findRelatedMentions(text: string): RelatedMention[] {
  const plain = foldScript(text);
  const named: RelatedMention[] = [];
  const repeals = repealed.test(plain);
  let repealing = false;
  for (const span of splitSentences(text)) {
    // Most sentences name nothing.
    if (!repeals && (span.held & mentionFlags) === 0) continue;
    const sentence = text.slice(span.start, span.end);
    const folded = plain.slice(span.start, span.end);
    if (repealing && !listItem.test(folded)) repealing = false;
    const mentions = mentionShapes.test(folded) ? findMentions(sentence, folded) : [];
    const relations = mentions.length > 0 ? findRelations(folded, mentions) : [];
    const label = mentions.length > 0 ? findReplacedLabel(plain, span) : undefined;
    for (const [i, each] of mentions.entries()) {
      const said = relations[i] ?? 'cites';
      const listed = repealing ? 'repeals' : label === undefined ? said : 'supersedes';
      named.push({
        ...each,
        start: each.start + span.start,
        end: each.end + span.start,
        relation: said === 'cites' ? listed : said,
        quote: label === undefined ? quoteOf(sentence, each.start, each.end) : text.slice(label, span.end).trim().slice(0, widest),
        sentence: span,
      });
    }
    if (repeals && repealsBelow.test(folded) && /[：:]\s{0,6}$|^\S{4,40}\s{0,6}$/.test(folded)) repealing = true;
  }
  return named;
}
