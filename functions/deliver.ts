import type { Batch } from '../shared/model/ports.ts';
import { deliverBatch } from '../shared/pipeline/mail/deliver.ts';
import { entry } from './entry.ts';
import { renderFor } from './render.ts';

export const handler = entry('deliver', (event: Batch, { log, context, timeLeft }) => {
  const failed = (error: unknown, id: string): void => log.error('mail failed', { id, detail: String(error) });
  return deliverBatch(renderFor(context))(event, context, failed, timeLeft);
});
