import type { Alarm } from '../../model/alarm.ts';
import type { WatchContext } from '../../model/ports.ts';
import type { DeadLetter, WebhookState } from '../../model/webhook.ts';
import type { SourceStates } from '../collect/source-states.ts';
import { type NamedWebhook, nameWebhooks } from '../webhooks/named-webhooks.ts';

type Told = Pick<Alarm, 'state' | 'since' | 'count' | 'detail' | 'remedy'>;

const again = '"hongtou webhooks retry" sends again what was given up and what waits';

/** Tries after which a waiting message is named: the first pauses are minutes, as for a receiver that restarts. */
const manyTries = 3;

function deadTold(dead: readonly DeadLetter[]): readonly Told[] {
  const [first] = dead;
  const last = dead.at(-1);
  if (!first || !last) return [];
  const detail = `${dead.length} ${dead.length === 1 ? 'message was' : 'messages were'} given up after ${last.tries} tries: ${last.reason}`;
  return [{ state: 'given-up', since: first.at, count: dead.length, detail, remedy: `mend the receiver; ${again}` }];
}

function waitingTold({ waiting }: WebhookState): readonly Told[] {
  const late = waiting.find(({ tries }) => tries >= manyTries);
  if (!late) return [];
  const detail = `${waiting.length} waiting, the next at ${late.dueAt}: ${late.reason}`;
  return [{ state: 'failing', detail, remedy: 'it is tried again by itself: look at the receiver' }];
}

async function wishTold({ wants }: NamedWebhook, context: WatchContext): Promise<readonly Told[]> {
  if (!('document' in wants)) return [];
  // Loaded here: few webhooks are about one document, and what finds it by any of its names is large.
  const { idsOf } = await import('../read/resolve.ts');
  if ((await idsOf(wants.document, context)).length > 0) return [];
  const detail = `no document of this store is ${wants.document}`;
  return [{ state: 'no-document', detail, remedy: 'it is told nothing until there is one: correct "document", or wait for it' }];
}

async function told(webhook: NamedWebhook, context: WatchContext): Promise<readonly Told[]> {
  const { id, secretParameter } = webhook;
  const state = await context.webhooks.state(id);
  const missing = await context.webhooks.secrets.isMissing(secretParameter);
  const reason = missing ? `there is no secret ${secretParameter}` : state?.trouble?.reason;
  const put = 'put it into DIR/secrets on a laptop, into a SecureString parameter of the account for a stack; what is new waits for it';
  return [
    ...(reason === undefined
      ? []
      : [{ state: 'no-secret' as const, ...(state?.trouble ? { since: state.trouble.since } : {}), detail: reason, remedy: put }]),
    ...(state?.off
      ? [
          {
            state: 'off' as const,
            since: state.off.since,
            detail: 'the receiver answered that it is gone (410)',
            remedy: `remove it, or: ${again}`,
          },
        ]
      : []),
    ...(await wishTold(webhook, context)),
    ...(state ? waitingTold(state) : []),
    ...deadTold(await context.webhooks.dead(id)),
  ];
}

/** Webhooks without their secret, switched off, failing, or with dead letters. Their addresses may hold secrets: they are named by host and id. */
export async function webhookAlarms(_: SourceStates, context: WatchContext): Promise<readonly Alarm[]> {
  const found: Alarm[] = [];
  for (const webhook of nameWebhooks(context.settings.webhooks))
    for (const each of await told(webhook, context)) found.push({ subject: `webhook ${webhook.name}`, ...each });
  return found;
}
