import { isProbablyReaderable, Readability } from '@mozilla/readability';
// The same library as one file: from a hundred files it takes a process 60 ms longer to start. A bundle is made of those (infra/code.ts).
import { parseHTML } from 'linkedom/worker';
import { collapseWhitespace } from '../text/language.ts';

const largest = 1_500_000;

export function readGeneric(html: string): string | undefined {
  if (html.length > largest) return undefined;
  const { document } = parseHTML(html);
  if (!isProbablyReaderable(document, { minContentLength: 60, minScore: 10 })) return undefined;
  const article = new Readability(document, { charThreshold: 120, maxElemsToParse: 30_000 }).parse();
  const text = article?.textContent;
  if (!text) return undefined;
  const lines = text.split('\n').map(collapseWhitespace);
  return lines.filter((line) => line !== '').join('\n');
}
