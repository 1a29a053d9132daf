/** A list that is asked for a page at a time, each behind the last name of the one before; pages come as they are wanted. */
export async function* paged(page: (after: string | undefined) => Promise<readonly string[]>): AsyncGenerator<readonly string[]> {
  for (let after: string | undefined; ; ) {
    const names = await page(after);
    if (names.length === 0) return;
    yield names;
    after = names.at(-1);
  }
}
