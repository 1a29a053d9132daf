declare module 'dynalite/db/index.js' {
  /** A walk through keys or values. It holds what the database was when it began, until it is closed. */
  export type Walk = { next: () => Promise<unknown>; close(): Promise<void> };
  export type Write =
    | { readonly type: 'put'; readonly key: string; readonly value: unknown }
    | { readonly type: 'del'; readonly key: string };
  export type Done = (error?: Error | null) => void;
  type TableFound = (error: Error | null, table?: object) => void;
  /** The tables of a LevelDB folder. */
  export type Store = {
    /** Gives the description of a table; with `inUse`, also of one that is being made or removed. */
    getTable: (name: string, ...asked: readonly [done: TableFound] | readonly [inUse: boolean, done: TableFound]) => void;
    readonly db: {
      open(options: { readonly maxFileSize: number }): Promise<void>;
      getSync(key: string): unknown;
      get: (key: string, done: (error: Error | null, value: unknown) => void) => void;
      put: (key: string, value: unknown, done: Done) => void;
      del: (key: string, done: Done) => void;
      batch(writes: readonly Write[], done: Done): void;
      close(done: Done): void;
      compactRange(from: string, to: string): Promise<void>;
      keys: (range?: object) => Walk;
      values: (range?: object) => Walk;
    };
  };
  type Options = {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  };
  const db: { create(options: Options): Store };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  const validations: {
    checkTypes(data: unknown, types: unknown): unknown;
    checkValidations(data: unknown, types: unknown, custom: unknown, store: unknown): void;
  };
  export default validations;
}
