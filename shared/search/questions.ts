import type { Search } from '../model/ports.ts';
import type { CrossIndex } from '../model/query.ts';

/** What both engines are asked, each question by its name: SQLite answers from its rows at once, OpenSearch in time. */
export type Questions = CrossIndex & Pick<Search, 'query' | 'timeline' | 'provinces'>;
export type Asked<Name extends keyof Questions> = Parameters<Questions[Name]>[0];
type Told<Name extends keyof Questions> = Awaited<ReturnType<Questions[Name]>>;
export type Question<Engine, Name extends keyof Questions, Answer = Told<Name>> = (engine: Engine, query: Asked<Name>) => Answer;

/** The questions of an engine as the port of search asks them. */
export const openQuestions = <Engine>(
  questions: Readonly<Record<keyof Questions, (engine: Engine, query: never) => unknown>>,
  ask: (work: (engine: Engine) => unknown) => Promise<unknown>,
): Questions =>
  Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, (query: never) => ask((engine) => question(engine, query))]),
  ) as unknown as Questions;
