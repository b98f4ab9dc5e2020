/** An object of the database that decides what may be written or read: what it is, its name, and the digest of its definition. */
export type CatalogueObject = { readonly kind: string; readonly name: string; readonly digest: string };

const placeOf = ({ kind, name }: CatalogueObject) => `${kind} ${name}`;
const inOrder = (one: CatalogueObject, other: CatalogueObject) => (placeOf(one) < placeOf(other) ? -1 : 1);

/** As a text with a line an object, so that a change of the structure is seen where it is reviewed. */
export function printCatalogue(objects: readonly CatalogueObject[]): string {
  return [...objects]
    .sort(inOrder)
    .map(({ kind, name, digest }) => `${kind}\t${name}\t${digest}\n`)
    .join('');
}

export function readCatalogue(text: string): CatalogueObject[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind, name, digest] = line.split('\t');
      if (kind === undefined || name === undefined || digest === undefined) throw new Error(`no catalogue: ${line}`);
      return { kind, name, digest };
    });
}

/** What is other than the release made it: kind and name of an object. */
export type Deviation = { readonly finding: 'changed' | 'removed' | 'inserted'; readonly key: string };

/** Every object that is other than the release made it, that is missing, or that the release did not make. */
export function compareCatalogue(expected: readonly CatalogueObject[], found: readonly CatalogueObject[]): Deviation[] {
  const wanted = new Map(expected.map((object) => [placeOf(object), object.digest]));
  const there = new Map(found.map((object) => [placeOf(object), object.digest]));
  const tell = (finding: Deviation['finding'], key: string): Deviation => ({ finding, key });
  return [
    ...[...there].flatMap(([place, digest]) => {
      const known = wanted.get(place);
      if (known === digest) return [];
      return [tell(known === undefined ? 'inserted' : 'changed', place)];
    }),
    ...[...wanted.keys()].filter((place) => !there.has(place)).map((place) => tell('removed', place)),
  ].sort((one, other) => (one.key < other.key ? -1 : 1));
}
