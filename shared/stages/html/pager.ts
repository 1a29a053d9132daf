const quoted = String.raw`\s{0,4},\s{0,4}['"]`;
const call = new RegExp(
  String.raw`createPage(?:HTML|List)?\s{0,4}\(\s{0,4}(?:(['"])#?[A-Za-z][\w-]{0,40}\1\s{0,4},\s{0,4})?['"]?(\d{1,5})['"]?\s{0,4},` +
    String.raw`(?:\s{0,4}['"]?(\d{1,5})['"]?${quoted}([^"'<>\s]{1,80})['"]${quoted}(\w{1,10})['"])?`,
);

type Pager = { readonly total: number; readonly following: number; file(page: number): string };

/**
 * The pager that TRS sites write by script: how many pages there are, and the number of the following one in the names of their files. Pages
 * are counted from 0; from 1 where the name of an element stands in front.
 */
export function readPager(html: string): Pager | undefined {
  const [found, named, total, current, name = 'index', ending = 'html'] = call.exec(html) ?? [];
  if (found === undefined) return undefined;
  const following = current === undefined ? Number.POSITIVE_INFINITY : Number(current) + (named === undefined ? 1 : 0);
  return { total: Number(total), following, file: (page) => `${name}_${page}.${ending}` };
}
