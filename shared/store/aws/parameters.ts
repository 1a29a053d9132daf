import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import type { Secrets } from '../../model/webhook.ts';
import { patience } from './patience.ts';

/**
 * Parameters of Systems Manager (SecureString). Only the function that sends may read them, so only sending tells whether one is missing.
 */
export const parameterSecrets = (): Secrets => ({
  async read(name) {
    try {
      const { Parameter } = await new SSMClient(patience(30)).send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      return Parameter?.Value?.trim() || undefined;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  },
  isMissing: async () => false,
});
