import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { orEmpty } from '../../model/values.ts';
import { patience } from '../../store/aws/patience.ts';
import { ownAccount } from './account.ts';

/** A small model that every Bedrock region has; greedy, without tools. */
const modelId = 'amazon.nova-lite-v1:0';
const mostTokens = 800;

/** Highest price of a gist: 0.06 USD per million tokens read and 0.24 written (list price of 2026); a Han character is at most two tokens. */
export const bedrockUsd = (text: string): number => (text.length * 2 * 0.06 + mostTokens * 0.24) / 1_000_000;

/** Asks the model once. Throws what the SDK throws. */
export function openBedrock(): (prompt: { readonly system: string; readonly user: string }) => Promise<string> {
  let client: BedrockRuntimeClient | undefined;
  return async ({ system, user }) => {
    const { BedrockRuntimeClient, ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
    client ??= new BedrockRuntimeClient({
      ...ownAccount(),
      maxAttempts: 2,
      ...patience(60),
    });
    const answer = await client.send(
      new ConverseCommand({
        modelId,
        system: [{ text: system }],
        messages: [{ role: 'user', content: [{ text: user }] }],
        inferenceConfig: { maxTokens: mostTokens, temperature: 0 },
      }),
    );
    return orEmpty(answer.output?.message?.content?.map(({ text }) => orEmpty(text)).join(''));
  };
}
