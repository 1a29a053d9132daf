/** Ports whose functions all answer with promises. */
type Asked<Port> = { readonly [Name in keyof Port]: (...given: never[]) => Promise<unknown> };

/** Makes something when it is first asked for, and once; a failure is not remembered. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/**
 * A port whose code is loaded at its first call, with the library behind it: most calls of a function need few of its ports. `names` has every name of the port.
 */
export function later<Port extends Asked<Port>>(names: Readonly<Record<keyof Port, true>>, load: () => Promise<Port>): Port {
  const open = once(load);
  const call =
    (name: keyof Port) =>
    async (...given: never[]): Promise<unknown> =>
      (await open())[name](...given);
  return Object.fromEntries(Object.keys(names).map((name) => [name, call(name as keyof Port)])) as unknown as Port;
}
