import type { ArticleOverrides } from '../../model/source.ts';
import { isJsonObject, valueAtPath } from '../text/json-path.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * An article that its address answers with as JSON, as the page that the site's script makes of it: title and body are the fields that the declaration
 * names (dotted). Undefined when it names none, or the answer has none of them.
 */
export function pageOfJson(
  text: string,
  overrides: ArticleOverrides | undefined,
): { html: string; overrides: ArticleOverrides } | undefined {
  if (overrides?.body === undefined || overrides.title === undefined || !/^[\s\ufeff]{0,100}\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const [title, body] = isJsonObject(value) ? [valueAtPath(value, overrides.title), valueAtPath(value, overrides.body)] : [];
  if (typeof title !== 'string' || typeof body !== 'string' || body.trim() === '') return undefined;
  const html = `<html><head><title>${escaped(title)}</title></head><body><h1 id="title">${escaped(title)}</h1><div id="body">${body}</div></body></html>`;
  return { html, overrides: { ...overrides, title: '#title', body: '#body' } };
}
