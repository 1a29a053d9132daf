import type { Fixed } from './fixed.ts';

export type GistSentence = Fixed<{ text: string; quote: string }>;

/** Machine text that may be shown, and why other text may not (`shared/stages/english/guard.ts`). */
export type MachineText<T> = { readonly text?: T; readonly refused: readonly string[] };

export type MachineTrouble = Fixed<{ service: 'translate' | 'bedrock'; detail: string }>;

/**
 * Services that may add machine text: Amazon Translate, a translator over HTTP, Bedrock; off by default. Each returns `undefined` when it
 * is off, when the budget of the month is spent, or when it failed: the program's own text then stays.
 */
export type Machine = {
  title(chinese: string): Promise<MachineText<string> | undefined>;
  sentence(chinese: string): Promise<MachineText<string> | undefined>;
  /** The English of a sentence that was asked for before and is shown, without asking again. */
  kept(chinese: string): Promise<string | undefined>;
  /** Asks for one sentence, whatever is kept. Throws with the trouble; absent when no translator is chosen. */
  readonly tryOut?: () => Promise<MachineText<string>>;
  gist(title: string, text: string): Promise<MachineText<readonly GistSentence[]> | undefined>;
};
