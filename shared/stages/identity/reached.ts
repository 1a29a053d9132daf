/**
 * The address under which readers reach a page: the canonical one, which is https and without what says whence a reader came; where the page was read by http, the
 * address that was read, since the site may have nothing else.
 */
export const reachedAt = ({ url, canonicalUrl }: { readonly url: string; readonly canonicalUrl: string }): string =>
  /^http:/i.test(url) ? url : canonicalUrl;

/** The same of a copy of a document; what stands only as another copy is known by its canonical address. */
export const copyReachedAt = (copy: { readonly url: string }, document: { readonly url: string; readonly canonicalUrl: string }): string =>
  copy.url === document.canonicalUrl ? reachedAt(document) : copy.url;
