import type { TranslateClient } from '@aws-sdk/client-translate';
import { sha256 } from '../../stages/text/hash.ts';
import { patience } from '../../store/aws/patience.ts';
import { ownAccount } from './account.ts';

/** Highest price of a title: 15 USD per million characters (list price of 2026, standard text translation). */
export const translateUsd = (text: string): number => (text.length * 15) / 1_000_000;

const notFound = (error: unknown): boolean => error instanceof Error && error.name === 'ResourceNotFoundException';

/** The custom terminology is named by its content: a changed glossary makes a new one, and an old one is never overwritten. */
async function ensureTerminology(client: TranslateClient, csv: string): Promise<string> {
  const { GetTerminologyCommand, ImportTerminologyCommand } = await import('@aws-sdk/client-translate');
  const name = `hongtou-${sha256(csv).slice(0, 16)}`;
  try {
    await client.send(new GetTerminologyCommand({ Name: name, TerminologyDataFormat: 'CSV' }));
  } catch (error) {
    if (!notFound(error)) throw error;
    const data = { File: Buffer.from(csv), Format: 'CSV' } as const;
    await client.send(new ImportTerminologyCommand({ Name: name, MergeStrategy: 'OVERWRITE', TerminologyData: data }));
  }
  return name;
}

/** Amazon Translate with the project's glossary as custom terminology. Throws what the SDK throws. */
export function openAmazon(csv: () => string): (chinese: string) => Promise<string> {
  let ready: Promise<{ client: TranslateClient; terminology: string }> | undefined;
  const open = async () => {
    const { TranslateClient } = await import('@aws-sdk/client-translate');
    const client = new TranslateClient({
      ...ownAccount(),
      maxAttempts: 2,
      ...patience(30),
    });
    return { client, terminology: await ensureTerminology(client, csv()) };
  };
  return async (chinese) => {
    ready ??= open();
    ready.catch(() => {
      ready = undefined;
    });
    const { client, terminology } = await ready;
    const { TranslateTextCommand } = await import('@aws-sdk/client-translate');
    const { TranslatedText } = await client.send(
      new TranslateTextCommand({ Text: chinese, SourceLanguageCode: 'zh', TargetLanguageCode: 'en', TerminologyNames: [terminology] }),
    );
    if (!TranslatedText) throw new Error('the service gave no text');
    return TranslatedText;
  };
}
