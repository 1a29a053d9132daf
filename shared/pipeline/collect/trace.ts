import type { Tasks } from '../../model/ports.ts';
import type { Task } from '../../model/task.ts';
import { opt } from '../../model/values.ts';

/** Name of a round of the schedule, `20261128T0105Z`. */
export const roundName = (at: Date): string => `${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}Z`;

/** The trace of all that a round does for a source or a digest: every line of the log about it has it. */
export const traceOf = (round: string, id: string): string => `${round}-${id}`;

/** The context whose tasks carry a trace to whoever works them off. Messages without one, of an older version, are worked off as well. */
export const tracing = <C extends { readonly tasks: Tasks }>(context: C, traceFor: (task: Task) => string | undefined): C => ({
  ...context,
  tasks: {
    ...context.tasks,
    send: (tasks) => context.tasks.send(tasks.map((task) => ({ ...task, ...opt('trace', task.trace ?? traceFor(task)) }))),
  },
});
