/** Reads a list page by page, each from the last name of the page before, as the pages are wanted. */
export async function* paged(page: (after: string | undefined) => Promise<readonly string[]>): AsyncGenerator<readonly string[]> {
  for (let after: string | undefined; ; ) {
    const names = await page(after);
    if (names.length === 0) return;
    yield names;
    after = names.at(-1);
  }
}
