import type { WorkJob } from '../model/task.ts';

export function runWork(stages: object, { name, given }: WorkJob): unknown {
  if (!Object.hasOwn(stages, name)) throw new Error(`no work is named ${name}`);
  const stage = (stages as Readonly<Record<string, (...all: readonly unknown[]) => unknown>>)[name];
  return stage?.(...given);
}
