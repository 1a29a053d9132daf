import { deadLetterKey, deadLetterPrefix, webhookDayKey, webhookKey } from '../model/table.ts';
import { opt } from '../model/values.ts';
import type { DeadLetter, WebhookState, WebhookStates } from '../model/webhook.ts';
import { keep, type Table, valuesOf } from './table.ts';

type DayRecord = Pick<WebhookState, 'position' | 'off' | 'day'>;

const doneWith = ({ position, waiting }: Pick<WebhookState, 'position' | 'waiting'>): number =>
  Math.min(position, ...waiting.map((each) => each.position - 1));

/**
 * States of webhooks. The bucket keeps no record of each write, but of the first of a day, before it: after a rebuild the messages of that
 * day go out once more, under the same ids.
 */
export function openWebhookStates(table: Table): WebhookStates {
  return {
    async state(id) {
      const stored = await table.get<WebhookState>(webhookKey(id));
      if (stored) return stored;
      const recorded = await table.get<DayRecord>(webhookDayKey(id));
      return recorded && { ...recorded, waiting: [], v: 0 };
    },
    async save(id, from, to) {
      const record: DayRecord = { day: to.day, position: doneWith(from ?? to), ...opt('off', to.off) };
      if (from?.day !== to.day || from.off?.since !== to.off?.since) await keep(table, { ...webhookDayKey(id), value: record });
      const next: WebhookState = { ...to, v: (from?.v ?? 0) + 1 };
      const condition = from && from.v > 0 ? { v: from.v } : 'absent';
      return (await table.put({ ...webhookKey(id), value: next, v: next.v }, condition)) ? next : undefined;
    },
    dead: (id) => valuesOf<DeadLetter>(table.query(webhookKey(id).pk, { prefix: deadLetterPrefix })),
    bury: (id, letter) => keep(table, { ...deadLetterKey(id, letter.position), value: letter }),
    async unbury(id, position) {
      await table.remove(deadLetterKey(id, position));
    },
  };
}
