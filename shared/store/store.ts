import type { DeadLetters } from '../model/alarm.ts';
import type { Carrier, Mailer, Notices, Tasks } from '../model/ports.ts';
import type { StackHealth } from '../model/run.ts';
import type { Objects } from './objects.ts';
import type { Table } from './table.ts';

/**
 * What an instance is kept in, and what its messages go by: SQLite on a laptop or a small server, AWS when deployed. One contract suite
 * runs both (tests/store).
 */
export type Store = {
  /** Tells instances apart that share a domain of OpenSearch, or a folder for copies of the index. */
  readonly name: string;
  readonly table: Table;
  readonly objects: Objects;
  readonly mailer: Mailer;
  readonly carried?: (carrier: Carrier) => Mailer;
  readonly notices: Notices;
  readonly stack?: StackHealth;
  readonly room?: () => number;
  readonly collectors: Readonly<Record<string, string>>;
  /**
   * The queues. `elsewhere` names the queue of a source that another machine collects; `own` is the queue that this process works off,
   * where it is such a machine.
   */
  tasks(way: TaskWay): Tasks;
  deadLetters(table: Table): DeadLetters;
};

export type TaskWay = { readonly elsewhere: (sourceId: string) => string | undefined; readonly own?: string };
