import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WebhookSecrets } from '../../model/webhook.ts';

/** A secret is one line. An empty one signs nothing. */
const secretIn = (text: string | undefined): string | undefined => text?.trim() || undefined;

/** Files of a folder of the laptop, by their names. */
export function fileSecrets(dir: string): WebhookSecrets {
  const read = async (name: string): Promise<string | undefined> => {
    const file = path.join(dir, name);
    return existsSync(file) ? secretIn(await readFile(file, 'utf8')) : undefined;
  };
  return { read, isMissing: async (name) => (await read(name)) === undefined };
}

/** Parameters of Systems Manager (SecureString). Only the function that sends may read them, so only sending tells whether one is missing. */
export function parameterSecrets(): WebhookSecrets {
  return {
    async read(name) {
      const { GetParameterCommand, ParameterNotFound, SSMClient } = await import('@aws-sdk/client-ssm');
      try {
        const { Parameter } = await new SSMClient({}).send(new GetParameterCommand({ Name: name, WithDecryption: true }));
        return secretIn(Parameter?.Value);
      } catch (error) {
        if (error instanceof ParameterNotFound) return undefined;
        throw error;
      }
    },
    isMissing: async () => false,
  };
}
