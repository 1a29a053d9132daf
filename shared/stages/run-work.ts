import type { WorkJob } from '../model/task.ts';

export function openWork(glossary: unknown): (stages: object, job: WorkJob) => unknown {
  const words: WorkJob[] = glossary === undefined ? [] : [{ name: 'addWords', given: [glossary], url: '' }];
  return (stages, job) => [...words.splice(0), job].map((each) => runWork(stages, each)).at(-1);
}

function runWork(stages: object, { name, given }: WorkJob): unknown {
  if (!Object.hasOwn(stages, name)) throw new Error(`no work is named ${name}`);
  const stage = (stages as Readonly<Record<string, (...all: readonly unknown[]) => unknown>>)[name];
  return stage?.(...given);
}
