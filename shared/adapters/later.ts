/** Ports whose functions all answer with promises. */
type Asked<Port> = { readonly [Name in keyof Port]: (...given: never[]) => Promise<unknown> };

/**
 * A port whose code is loaded at its first call, with the library behind it: most calls of a function need few of its ports. `names` has every name of the port.
 * A failure to load is not remembered.
 */
export function later<Port extends Asked<Port>>(names: Readonly<Record<keyof Port, true>>, load: () => Promise<Port>): Port {
  let loaded: Promise<Port> | undefined;
  const open = (): Promise<Port> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const call =
    (name: keyof Port) =>
    async (...given: never[]): Promise<unknown> =>
      (await open())[name](...given);
  return Object.fromEntries(Object.keys(names).map((name) => [name, call(name as keyof Port)])) as unknown as Port;
}
