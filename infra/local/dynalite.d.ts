declare module 'dynalite/db/index.js' {
  /** A walk through keys or values. It holds what the database was when it began, until it is closed. */
  export type Walk = { next: () => Promise<unknown>; close(): Promise<void> };
  /** The tables of a LevelDB folder. */
  export type Store = {
    readonly db: {
      open(): Promise<void>;
      getSync(key: string): unknown;
      get: (key: string, done: (error: Error | null, value: unknown) => void) => void;
      close(done: (error?: Error | null) => void): void;
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
