import type { Environment } from '../model/environment.ts';
import type { MachineTrouble } from '../model/machine.ts';
import type { Context, Web } from '../model/ports.ts';
import { opt } from '../model/values.ts';
import type { Secrets } from '../model/webhook.ts';
import { openBackups } from './backups.ts';
import { laterReader, openMailing } from './contexts.ts';
import { type Ground, type GroundChoices, openGround } from './ground.ts';
import { later, once } from './later.ts';
import { openMachineText, openMailService, openOperations, openStack, openTopic } from './services.ts';
import { openKeptSettings } from './settings.ts';
import { openTokens } from './tokens.ts';
import { openWebhooks } from './webhooks.ts';

/** What a command line may set. */
export type Choices = GroundChoices & {
  readonly config?: string;
  /** The configuration kept with the store wins over a file that is not named. */
  readonly keptFirst?: boolean;
  readonly replay?: readonly string[];
  /** Called when a service for machine text fails; no document waits for it. */
  readonly machineTrouble?: (trouble: MachineTrouble) => void;
  /** Threads that read pages. */
  readonly threads?: number;
  /** Of proxies, for what collects. */
  readonly proxySecrets?: Secrets;
  /** For what sends to webhooks. */
  readonly webhookSecrets?: Secrets;
};

/** The web that is loaded by its first request: most commands ask nothing of it. */
const laterWeb = (load: () => Promise<Web>): Web => ({
  ...later<Pick<Web, 'get' | 'rest'>>({ get: true, rest: true }, load),
  by: (egress) => laterWeb(async () => (await load()).by?.(egress) ?? load()),
});

async function openWebOf({ base: { settings, now }, table }: Ground, { replay, proxySecrets, webhookSecrets }: Choices): Promise<Web> {
  if (replay) return (await import('./replay.ts')).openReplay(replay, now);
  const load = once(async () => {
    const [{ openWeb }, { openRobotsMemory }] = await Promise.all([import('./web.ts'), import('./robots-memory.ts')]);
    return openWeb(settings, now, { robots: openRobotsMemory(table), ...opt('secrets', proxySecrets ?? webhookSecrets) });
  });
  return laterWeb(load);
}

/** Opens all ports, for a command line or a laptop. Each function opens its own: functions/NAME.ts. */
export async function openContext(environment: Environment, choices: Choices = {}): Promise<Context> {
  const ground = await openGround(environment, choices, (journal) => openKeptSettings(choices.config, journal, choices.keptFirst));
  const { settings, now } = ground.base;
  return {
    ...openMailing(ground),
    ...(choices.threads !== undefined && { reader: laterReader({ threads: choices.threads }) }),
    web: await openWebOf(ground, choices),
    mailer: openMailService(),
    backups: openBackups(ground.objects, ground.bare),
    tokens: openTokens(ground.table),
    notices: openTopic(),
    ...openOperations(ground),
    ...openStack(ground),
    webhooks: openWebhooks(ground.table, { settings, now, ...opt('secrets', choices.webhookSecrets) }),
    machine: openMachineText(ground, choices.machineTrouble),
  };
}
