import { orEmpty } from '../../model/values.ts';
import { withoutUnseen } from '../../stages/text/printable.ts';

/** One escaping function per context. Everything a page shows goes through one of these; nothing else builds markup. */

const made: unique symbol = Symbol('html');

/** Markup that this module made: strings of it are safe to send. */
export type Html = { readonly [made]: string };
export type HtmlPart = Html | string | number | undefined | false | readonly HtmlPart[];

/**
 * Takes out what a third party may use to lie about text on a screen, or to speak to machines alone: control characters (tab and line feed
 * stay), bidi overrides and isolates, letters that nobody sees; halves of surrogate pairs become U+FFFD.
 */
export const removeControls = (text: string): string =>
  withoutUnseen(text.toWellFormed())
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML and XML, good in elements and in quoted attributes alike. */
export const escapeHtml = (text: string): string => removeControls(text).replace(/[&<>"']/g, (character) => orEmpty(entities[character]));

/** An absolute http(s) address as a browser would read it, or nothing. */
export function webAddress(value: string): string | undefined {
  const address = URL.parse(removeControls(value).trim());
  return address && (address.protocol === 'https:' || address.protocol === 'http:') ? address.href : undefined;
}

/** What may stand in href, src and action: a path or fragment of our own, or an http(s) address; else `#`. */
export function linkable(value: string): string {
  const own = /^(?:[#?][^\s\\]*|\/(?![/\\])[^\s\\]*)$/.test(value);
  return own ? value : (webAddress(value) ?? '#');
}

function renderPart(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (typeof part !== 'object') return escapeHtml(String(part));
  return made in part ? part[made] : part.map(renderPart).join('');
}

export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let text = '';
  for (const [index, written] of strings.entries()) {
    text += written;
    if (index === parts.length) break;
    const part = parts[index];
    const asLink = typeof part === 'string' && /\s(?:href|src|action|formaction|cite)="$/.test(text.slice(-14));
    text += asLink ? escapeHtml(linkable(part)) : renderPart(part);
  }
  return { [made]: text };
}

export const toMarkup = (markup: Html): string => markup[made];

export const joinParts = (parts: readonly HtmlPart[], separator: HtmlPart): Html =>
  html`${parts.map((part, index) => [index > 0 && separator, part])}`;

/** One line for a mail header: no line break or control character can start another one. */
export const headerLine = (text: string): string =>
  removeControls(text)
    .replace(/[\n\t\u2028\u2029]+/g, ' ')
    .trim();

/** One line for plain text: as a header line, cut at `limit` characters (code points). */
export function plainLine(text: string, limit = 1000): string {
  const letters = [...headerLine(text).replace(/ {2,}/g, ' ')];
  return letters.length > limit ? `${letters.slice(0, limit).join('')}…` : letters.join('');
}

/** A value in an iCalendar line (RFC 5545, 3.3.11). */
export const calendarText = (text: string): string =>
  removeControls(text)
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n');

/** A Chinese title in its brackets, whether it came with them or not; brackets within it stay. */
export const bracketed = (title: string): string => (/^《[^《》]*》$/.test(title) ? title : `《${title}》`);
