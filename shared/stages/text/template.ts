/**
 * A template with the query of an address in its places, in `{fragment}` the last part of its fragment. Undefined when the address lacks
 * one.
 */
export function fillFrom(template: string, address: string): string | undefined {
  const { searchParams, hash } = new URL(address);
  let whole = true;
  const filled = template.replace(/\{(\w{1,40})\}/g, (place, name: string) => {
    const value = name === 'fragment' ? hash.slice(hash.lastIndexOf('/') + 1) : searchParams.get(name);
    if (!value) whole = false;
    return value ? encodeURIComponent(value) : place;
  });
  return whole ? filled : undefined;
}
