import type { DigestItem } from '../../model/digest.ts';
import type { Head, NewsEvent } from '../../model/document.ts';
import type { WebhookContext } from '../../model/ports.ts';
import type { IndexChange } from '../../model/query.ts';
import { dayOf } from '../../model/time.ts';
import type { WebhookForm } from '../../model/webhook.ts';
import { wanted } from '../../stages/digest/choices.ts';
import { itemOf } from '../../stages/digest/item.ts';
import { findCandidate } from '../read/candidates.ts';
import { toIndexRow } from '../read/index.ts';
import { idsOf } from '../read/resolve.ts';
import type { NamedWebhook } from './named-webhooks.ts';

export type RenderMessage = (
  change: { readonly event: NewsEvent; readonly item: DigestItem; readonly page: string },
  form?: WebhookForm,
) => string;

export type Change = {
  readonly event: NewsEvent;
  readonly wantedBy: ReadonlySet<string>;
  body(form?: WebhookForm): Promise<string | undefined>;
};
export type Changes = {
  readonly end: number;
  /** `undefined` for an event that nobody is told of: of an irrelevant document, or an older one that a backfill brought. */
  at(position: number): Promise<Change | undefined>;
};

const windowSize = 50;

const lazily = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

async function toItem(event: NewsEvent, context: WebhookContext): Promise<DigestItem | undefined> {
  const candidate = await findCandidate(event.documentId, [event], context);
  return candidate && itemOf(candidate, dayOf(context.now()), []);
}

async function rowsOf(heads: readonly Head[], context: WebhookContext): Promise<readonly IndexChange[]> {
  const rows: IndexChange[] = [];
  for (const head of heads) rows.push(await toIndexRow(head, context));
  return rows;
}

async function foundBy(
  webhooks: readonly NamedWebhook[],
  heads: readonly Head[],
  context: WebhookContext,
): Promise<Map<string, Set<string>>> {
  const searching = webhooks.flatMap(({ id, wants }) => ('filters' in wants ? [{ id, filters: wants.filters }] : []));
  const found = new Map<string, Set<string>>(heads.map(({ id }) => [id, new Set()]));
  if (searching.length === 0 || heads.length === 0) return found;
  const today = dayOf(context.now());
  const hits = await context.search.match(
    await rowsOf(heads, context),
    searching.map(({ filters }) => ({ ...filters, today })),
  );
  for (const [index, { id }] of searching.entries()) for (const document of hits[index] ?? []) found.get(document)?.add(id);
  return found;
}

type Following = { readonly id: string; readonly acts: readonly string[] };

async function followingOf(webhooks: readonly NamedWebhook[], context: WebhookContext): Promise<readonly Following[]> {
  const following: Following[] = [];
  for (const { id, wants } of webhooks) if ('document' in wants) following.push({ id, acts: await idsOf(wants.document, context) });
  return following;
}

export async function openChanges(webhooks: readonly NamedWebhook[], render: RenderMessage, context: WebhookContext): Promise<Changes> {
  const end = await context.documents.newsEnd();
  const following = await followingOf(webhooks, context);
  const windows = new Map<number, Promise<ReadonlyMap<number, Change>>>();

  async function toChange(event: NewsEvent, found: ReadonlySet<string>): Promise<Change> {
    const item = lazily(() => toItem(event, context));
    const touched = following.length === 0 ? undefined : await item();
    const followers = touched ? following.filter(({ acts }) => wanted(touched, { only: true, acts }, new Map())) : [];
    const page = `${context.baseUrl}/documents/${encodeURIComponent(event.documentId)}`;
    const body = async (form?: WebhookForm) => {
      const shown = await item();
      return shown && render({ event, item: shown, page }, form);
    };
    return { event, wantedBy: new Set([...found, ...followers.map(({ id }) => id)]), body };
  }

  async function open(number: number): Promise<ReadonlyMap<number, Change>> {
    const events = (await context.documents.news(number * windowSize, (number + 1) * windowSize)).filter(({ older }) => !older);
    const heads = await context.documents.heads([...new Set(events.map(({ documentId }) => documentId))]);
    const found = await foundBy(
      webhooks,
      heads.filter(({ relevant }) => relevant),
      context,
    );
    const changes = new Map<number, Change>();
    for (const event of events) {
      const by = found.get(event.documentId);
      if (by) changes.set(event.position, await toChange(event, by));
    }
    return changes;
  }

  return {
    end,
    async at(position) {
      const number = Math.floor((position - 1) / windowSize);
      const window = windows.get(number) ?? open(number);
      windows.set(number, window);
      return (await window).get(position);
    },
  };
}
