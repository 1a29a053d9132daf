type Reserved = { readonly number: number; readonly before: Promise<boolean>; readonly settled: PromiseWithResolvers<boolean> };

/**
 * The numbers that events of this process want in the list of news, one after the other, without asking for its end each time. A number is asked for only when the
 * one before it was had: the list has no holes. After one that was not had the end is asked for again.
 */
export function openNumbers(end: () => Promise<number>) {
  const waiting = new Map<number, Reserved>();
  let tail: Promise<Reserved> | undefined;
  const reserve = (number: number, before: Promise<boolean>): Reserved => {
    const reserved = { number, before, settled: Promise.withResolvers<boolean>() };
    waiting.set(number, reserved);
    return reserved;
  };
  const first = async (): Promise<Reserved> => reserve((await end()) + 1, Promise.resolve(true));
  return {
    async next(): Promise<number> {
      const last = tail;
      const mine = last ? last.then(({ number, settled }) => reserve(number + 1, settled.promise)) : first();
      tail = mine;
      return (
        await mine.catch((error: unknown) => {
          tail = undefined;
          throw error;
        })
      ).number;
    },
    /** Whether this process reserved the number, and has had the one before it. */
    isTurn: async (number: number): Promise<boolean> => (await waiting.get(number)?.before) ?? false,
    /** Says whether a reserved number was had. */
    settle(number: number | undefined, had: boolean): void {
      const reserved = number === undefined ? undefined : waiting.get(number);
      if (!reserved) return;
      waiting.delete(reserved.number);
      if (!had) tail = undefined;
      reserved.settled.resolve(had);
    },
  };
}
