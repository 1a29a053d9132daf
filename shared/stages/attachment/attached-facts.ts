import type { Article, Attachment, DateFact } from '../../model/article.ts';
import { opt } from '../../model/values.ts';
import { isConsultation } from '../facts/lifecycle/comment-window.ts';
import { readLifecycle } from '../facts/lifecycle.ts';
import { readCitations } from '../facts/link.ts';
import { readParticipation } from '../facts/participate.ts';
import { foldScript } from '../text/fold.ts';

/** An attachment with its words, where it has any. */
export type AttachedFile = { readonly attachment: Attachment; readonly text?: string | undefined };

/** A quote that says in which file it stands. */
export function quoteWithFile(title: string, quote: string): string {
  const name = title.replace(/^附\s?件\s{0,3}[一二三四五六七八九十\d]{0,3}\s{0,3}[:：.．、]?\s{0,3}/, '').slice(0, 80);
  return `${name === '' ? title : `附件《${name.replace(/^《|》$/g, '')}》`}：${quote}`;
}

/** The file is the notice, not the draft alone: what a draft says of addresses is no way to comment on it. */
const isNotice =
  /公开征求意见|征求[^。；\n]{0,60}意见的?(?:通知|公告|函|通告)|现[^。；\n]{0,20}征求[^。；\n]{0,12}意见|\b(?:public|for) comments?\b/i;

export type AttachedFacts = Required<Pick<Article, 'dates' | 'citations' | 'warnings' | 'participate'>>;

/** What the text of a work says of dates and other acts, with quotes that name the attachment. */
export function readAttachedFacts(article: Article, { attachment, text = '' }: AttachedFile, today: string): AttachedFacts {
  const { title, type, dates, language, number } = article;
  const days = {
    ...(dates.signed ? { signed: dates.signed.value } : {}),
    ...(dates.published ? { published: dates.published.value } : {}),
  };
  const life = readLifecycle({ title, text, type, ...days, today });
  const there = (fact: DateFact): DateFact => ({ ...fact, quote: quoteWithFile(attachment.title, fact.quote) });
  const cited = readCitations({ title, text, type, language, ...opt('number', number) });
  const ways = isConsultation(type, title) && isNotice.test(foldScript(text.slice(0, 600))) ? readParticipation(text) : [];
  return {
    participate: ways.map((way) => ({ ...way, quote: quoteWithFile(attachment.title, way.quote) })),
    dates: Object.fromEntries(Object.entries(life.dates).map(([kind, fact]) => [kind, there(fact)])),
    citations: cited.map((each) => ({ ...each, quote: quoteWithFile(attachment.title, each.quote) })),
    warnings: life.warnings.map((each) => ({
      ...each,
      ...(each.quote === undefined ? {} : { quote: quoteWithFile(attachment.title, each.quote) }),
    })),
  };
}
