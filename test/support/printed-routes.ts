/**
 * Every route of a program as its router prints them, those without a description (pages, forms, files) included: `GET /d/:address`.
 * `HEAD` goes with `GET`.
 */
export function printedRoutes(tree: string): { readonly method: string; readonly path: string }[] {
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, part, methods] = /^([│ ]*)[├└]── (\S*) ?(?:\(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (indent === undefined || part === undefined) return [];
    const depth = indent.length / 4;
    above.splice(depth, above.length, part);
    const path = above.join('').replaceAll('//', '/');
    return (methods?.split(', ') ?? [])
      .filter((method) => method !== 'HEAD' && method !== 'OPTIONS')
      .map((method) => ({ method, path }));
  });
}
