import { parseHtml } from './html/tree.ts';

/** Throws SourceError `too-complex` when a page could make a reader of its tree slow or overflow the stack. */
export function precheck(html: string, url = ''): void {
  parseHtml(html, url);
}
