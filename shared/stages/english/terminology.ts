import { glossary, typeWords } from '../../registry/glossary.ts';
import { landmarks } from '../../registry/landmarks.ts';

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The glossary as a translation service takes it: CSV with the two languages in its first line. */
export function terminologyCsv(): string {
  const pairs = new Map<string, string>(landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [zh, en]));
  for (const { zh, en } of [...typeWords, ...glossary]) if (en !== '' && zh.length > 1) pairs.set(zh, en);
  return ['zh,en', ...[...pairs].map(([zh, en]) => `${cell(zh)},${cell(en)}`)].join('\n');
}
