import type { Participation } from '../../model/article.ts';
import { daysWithoutFinal, type Occasion } from '../../questions/calendar.ts';
import { type Html, html, webAddress } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';

/** A way to take part. Only the address of a form is a link, and its text is where it leads; a mail address from a page of others is text. */
export function renderWay({ by, to }: Pick<Participation, 'by' | 'to'>): Html {
  const named = by === 'form' && /^(?:https?:\/\/|[\w-]+\.[\w.-]+)/i.test(to);
  const address = named ? webAddress(/^https?:/i.test(to) ? to : `http://${to}`) : undefined;
  return address === undefined ? zh(to) : html`<a href="${address}" rel="noreferrer">${to}</a>`;
}

/** That a call is closed and its final text is not known; undefined while it is open, or when there is one. */
export function renderOutcome(call: Pick<Occasion, 'day' | 'final'>, { say, today }: View): string | undefined {
  const days = daysWithoutFinal(call, today);
  return days === undefined
    ? undefined
    : say(`Closed ${days} ${days === 1 ? 'day' : 'days'} ago, no final act seen`, `已截止${days}天，尚未见正式文本`);
}
