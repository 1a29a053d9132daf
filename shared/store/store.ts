import type { DeadLetters } from '../model/alarm.ts';
import type { Carrier, Mailer, Notices, Tasks } from '../model/ports.ts';
import type { StackHealth } from '../model/run.ts';
import type { Objects } from './objects.ts';
import type { Table } from './table.ts';

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
  tasks(way: TaskWay): Tasks;
  deadLetters(table: Table): DeadLetters;
};

export type TaskWay = { readonly elsewhere: (sourceId: string) => string | undefined; readonly own?: string };
