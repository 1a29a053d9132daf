/** Data are values: whoever has one changes nothing in it. A type of data is said plainly, and is fixed as a whole. */
export type Fixed<T> = T extends Uint8Array | ((...given: never) => unknown)
  ? T
  : T extends object
    ? { readonly [Name in keyof T]: Fixed<T[Name]> }
    : T;
