import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const shape = z.object({
  digest: z
    .object({
      weekday: z.enum(weekdays).optional(),
      time: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
      timeZone: z.string().optional(),
      from: z.string().optional(),
    })
    .optional(),
  fetch: z.object({ contact: z.string().optional(), allow: z.array(z.string()).optional() }).optional(),
  translate: z.enum(['glossary', 'amazon']).optional(),
  enrich: z.enum(['none', 'bedrock']).optional(),
  budgetUsd: z.number().positive().optional(),
});

/** What the infrastructure takes from hongtou.config.json; the rest of the file is checked by the commands that use it. */
export type InfraConfig = {
  readonly file?: string;
  readonly weekday: (typeof weekdays)[number];
  /** `HH:MM` in `timeZone`. */
  readonly time: string;
  readonly timeZone: string;
  /** Sender of the digest; without it the stack holds no mail identity. */
  readonly from?: string;
  /** Where alarms go, when the contact is a mail address. */
  readonly contact?: string;
  readonly budgetUsd: number;
  /** Services of machine text that the functions may call. */
  readonly machine: { readonly translate: boolean; readonly bedrock: boolean };
  /** Exact private addresses that the fetcher may dial: for a laptop only. */
  readonly opensPrivateAddresses: boolean;
};

const mailAddress = (text: string | undefined): string | undefined => text?.match(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/)?.[0];

/** Reads the part of the configuration that the stack depends on. Throws Error naming the key that is wrong. */
export function readInfraConfig(file: string | undefined): InfraConfig {
  const present = file !== undefined && existsSync(file);
  const parsed = shape.safeParse(present ? JSON.parse(readFileSync(file, 'utf8')) : {});
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  const { digest = {}, fetch = {}, translate, enrich, budgetUsd = 20 } = parsed.data;
  const from = mailAddress(digest.from);
  const contact = mailAddress(fetch.contact);
  return {
    ...(present ? { file } : {}),
    weekday: digest.weekday ?? 'monday',
    time: digest.time ?? '08:30',
    timeZone: digest.timeZone ?? 'Asia/Shanghai',
    ...(from ? { from } : {}),
    ...(contact ? { contact } : {}),
    budgetUsd,
    machine: { translate: translate === 'amazon', bedrock: enrich === 'bedrock' },
    opensPrivateAddresses: (fetch.allow ?? []).length > 0,
  };
}
