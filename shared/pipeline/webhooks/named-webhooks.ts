import type { Context } from '../../model/ports.ts';
import { dayOf } from '../../model/time.ts';
import { omit } from '../../model/values.ts';
import type { Webhook } from '../../model/webhook.ts';
import { sha256 } from '../../stages/text/hash.ts';

export type NamedWebhook = Webhook & Readonly<{ id: string; name: string }>;

export const nameWebhooks = (webhooks: readonly Webhook[]): readonly NamedWebhook[] =>
  webhooks.map((webhook) => {
    const id = sha256(JSON.stringify([webhook.url, webhook.wants])).slice(0, 12);
    return { ...webhook, id, name: `${new URL(webhook.url).host} (${id})` };
  });

/**
 * Switches a webhook on again and puts its dead letters, and what waits for a later try, back to be sent at once; returns how many. The
 * state is written before a dead letter is removed: a kill between them sends it twice, under one id. Throws when another process writes at
 * the same time.
 */
export async function reviveWebhook({ id, name }: NamedWebhook, context: Context): Promise<number> {
  const stored = await context.webhooks.state(id);
  if (!stored) return 0;
  const dead = await context.webhooks.dead(id);
  const dueAt = context.now().toISOString();
  const again = [...stored.waiting, ...dead].map(({ position, reason }) => ({ position, reason, tries: 1, dueAt }));
  const waiting = [...new Map(again.map((each) => [each.position, each])).values()].toSorted((a, b) => a.position - b.position);
  const state = omit(stored, 'off', 'restUntil', 'trouble');
  if ((await context.webhooks.save(id, stored, { ...state, waiting, day: dayOf(context.now()) })) === undefined)
    throw new Error(`${name}: another process is sending to it; try again when it has ended`);
  for (const { position } of dead) await context.webhooks.unbury(id, position);
  return waiting.length;
}
