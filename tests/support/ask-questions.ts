import { expect } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { callTool, connectAssistant } from './assistant.ts';
import type { Bench, Round } from './bench.ts';
import { questions } from './questions.ts';

const missing = (text: string, wanted: readonly RegExp[]): string[] => wanted.filter((each) => !each.test(text)).map(String);

/** Asks every question of every face over a store; gives what was not answered, face by face. */
export async function askQuestions(bench: Pick<Bench, 'within'>, choices: Round): Promise<readonly string[]> {
  return bench.within(choices, async (context) => {
    const app = createApp(answersOf(context, { secret: 'secret-of-the-tests', local: true }));
    const client = await connectAssistant(app);
    const read = async (path: string, accept: string): Promise<string> => {
      const answer = await app.request(`http://127.0.0.1:4180${path}`, { headers: { accept } });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.text();
    };
    const faults: string[] = [];
    for (const {
      asks,
      tool: [name, given],
      has,
      notHeld,
      api,
      apiHas,
      page,
      shows,
    } of questions) {
      const { answer, text, error, bytes } = await callTool(client, name, given);
      const unheld = notHeld && !notHeld.test(answer.notHeld.join(' ')) ? [`notHeld ${notHeld}`] : [];
      const limits = [
        ...(error ? [text] : []),
        ...(bytes > 8000 ? [`${bytes} bytes`] : []),
        ...(api.length > 2 ? ['more than two calls'] : []),
      ];
      const asked = (await Promise.all(api.map((path) => read(path, 'application/json')))).join('\n');
      const shown = (await read(page, 'text/html')).replace(/<\/?mark[^>]*>/g, '');
      const found = { MCP: [...limits, ...missing(text, has), ...unheld], API: missing(asked, apiHas), page: missing(shown, shows) };
      for (const [face, left] of Object.entries(found)) if (left.length > 0) faults.push(`${asks} (${face}): ${left.join(' ')}`);
    }
    await client.close();
    return faults;
  });
}
