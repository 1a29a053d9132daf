import { SourceError } from '../../model/errors.ts';
import type { Page, WebRequest } from '../../model/page.ts';
import type { Web } from '../../model/ports.ts';

/** A page with the body of the request, when that was a POST. */
export type RecordedPage = Page & { readonly posted?: string };

/** A web that records every answer, refusals too, each address and body once. */
export function recordingWeb(web: Web): { readonly web: Web; readonly pages: () => readonly RecordedPage[] } {
  const kept = new Map<string, RecordedPage>();
  const keep = (request: WebRequest, page: Page): void => {
    const { method, body = '' } = request;
    const name = `${page.finalUrl}\n${method === 'POST' ? body : ''}`;
    if (!kept.has(name)) kept.set(name, { ...page, ...(method === 'POST' ? { posted: body } : {}) });
  };
  const recorded = (from: Web): Web => ({
    ...from,
    by: (egress) => recorded(from.by?.(egress) ?? from),
    async get(request) {
      try {
        const page = await from.get(request);
        keep(request, page);
        return page;
      } catch (error) {
        if (error instanceof SourceError && error.page) keep(request, error.page);
        throw error;
      }
    },
  });
  return { pages: () => [...kept.values()], web: recorded(web) };
}
