import { group, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../text/acts.ts';
import { expressionsOf } from '../text/words.ts';
import rows from './act-title-forms.json' with { type: 'json' };
import { documentTitle } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import { endsInKind } from './work-title.ts';

const {
  noAct,
  /** 国办发〔2026〕91号, 全文 in brackets behind a title, and where it was taken from before it. */
  around,
  many,
  /** 《X》 2026年第98号令, 国务院令第9号 X, 国家某某局 公安部令2026年第3号《X》: an order whose number stands beside the act. */
  orderBehind,
  busy,
} = expressionsOf(expressions.actTitle);

/** The act that a notice issues, forwards or puts out for comment: the headline, with the notice behind it. */

const parts: Readonly<Record<string, string>> = rows.parts;
const toForm = (row: string) =>
  new RegExp(
    row.replace(/\{([a-z]+)\}/g, (_, part: string) => orEmpty(parts[part])),
    row.includes('\\p{') ? 'u' : '',
  );
/** Around the marks of the act; what is repealed, amended, prolonged or carried out is not issued. */
const { issuedBefore, bodiesBefore, forwardedBefore, issuedAfter, askedBefore, askedAfter } = Object.fromEntries(
  Object.entries(rows.marked).map(([name, row]) => [name, toForm(row)]),
) as Record<keyof typeof rows.marked, RegExp>;
const plain = rows.plain.map(toForm);

type Marked = { readonly before: string; readonly inner: string; readonly after: string };

/** 《甲》和《乙》 are several: the first mark closes at the last one. */
function readMarked(title: string): Marked | undefined {
  const [, before = '', inner = '', after = ''] = /^([^《》]*)《(.*)》([^《》]*)$/s.exec(title) ?? [];
  return inner === '' || /^[^《]*》/.test(inner) ? undefined : { before, inner, after };
}

/** 关于做好某事的通知 of another body: its name, which stands before the marks, is part of the title. */
const ofOthers = (bodies: string, inner: string) => (/^关于/.test(inner) ? bodies.trim() + inner : inner);

function fromMarked({ before, inner, after }: Marked): string | undefined {
  const issued = issuedAfter.exec(after);
  if (issued) {
    const forwarded = forwardedBefore.exec(before);
    if (forwarded) return ofOthers(group(forwarded, 1), inner) + group(issued, 1);
    const [, bodies] = bodiesBefore.exec(before) ?? [];
    const free = issuedBefore.test(before) || (bodies !== undefined && !busy.test(bodies));
    return free ? inner + group(issued, 1) : undefined;
  }
  const asksAfter = askedAfter.exec(after);
  if (!asksAfter || !askedBefore.test(before) || !/征求|征集/.test(before + after)) return undefined;
  return inner + group(asksAfter, 1) + group(asksAfter, 2);
}

/** What stands without marks is an act's title only where it ends with the kind of an act. */
function fromPlain(title: string): string | undefined {
  const [found] = plain.flatMap((form) => {
    const [first, second] = form.exec(title)?.slice(1) ?? [];
    return second === undefined ? (first ?? []) : busy.test(orEmpty(first)) ? [] : second;
  });
  if (found === undefined || many.test(found) || noAct.test(found) || /》[、和与及以]{0,2}《/.test(found)) return undefined;
  return endsInKind(found) ? found : undefined;
}

const orderBefore =
  /^[\p{Script=Han}、\s]{2,120}令\s{0,2}(?:[〔（(]?\d{4}[年〕）)]{0,2})?第\s{0,2}\d{1,5}\s{0,2}号[\s：:—-]{0,4}(《?[^《》]{4,120}》?(?:[（(][^（）()]{1,20}[）)])?)$/u;

function ofOrder(title: string): string | undefined {
  const found =
    orderBehind.exec(title)?.[1] ??
    orderBefore
      .exec(title)?.[1]
      ?.replace(/^《([^《》]{1,120})》/, '$1')
      .trim();
  return found !== undefined && endsInKind(found) ? found : undefined;
}

const plainMarks = (title: string) => (/《/.test(title) ? title : title.replace(/〈/g, '《').replace(/〉/g, '》'));

function issuedOnce(title: string): string | undefined {
  const marked = readMarked(title);
  return ofOrder(title) ?? (marked && fromMarked(marked)) ?? fromPlain(title);
}

/**
 * Title of the one act that a notice of this title issues, forwards or puts out for comment, without its marks. Nothing for a notice that
 * speaks of an act in another way (repeals, amends, carries it out), or that brings several.
 */
export function readIssuedAct(title: string): string | undefined {
  const whole = plainMarks(title.trim());
  let act = whole.replace(around, '').trim();
  // （受权发布）X: a mark of who carries it, and no part of its title.
  let found = act !== whole && /^[（(【[]/.test(whole) && endsInKind(act) ? act : undefined;
  for (let depth = 0; depth < 3; depth += 1) {
    const inner = issuedOnce(act)?.trim();
    if (inner === undefined || inner.length < 4) break;
    act = plainMarks(inner);
    found = act;
  }
  return found;
}

/**
 * The act that the page issues, in Chinese and English (a person's; the Chinese again where none is sure); nothing where the title is the
 * act's own.
 */
export function actOf({
  title,
  type,
  english: own,
}: {
  readonly title: string;
  readonly type: DocumentType;
  readonly english?: { readonly title: string; readonly by: string; readonly page?: string };
}): { title: string; english: string } | undefined {
  const act = isAct(type) ? readIssuedAct(title) : undefined;
  if (act === undefined) return undefined;
  if (own?.by === 'person' || own?.page !== undefined) return { title: act, english: own.title };
  const english = documentTitle(act, type).title;
  const unmarked = type === 'draft' && english !== act && !/\bdraft\b/i.test(english);
  return { title: act, english: unmarked ? `${english} (Draft for Comment)` : english };
}
