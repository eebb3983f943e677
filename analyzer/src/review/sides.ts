/** One side of a review, ready to be asked: paths and uses by credential, tokens that stay when a name changes. Looks up; compares nothing. */
import { type View, viewOf } from '../explain/view.ts';
import { groupBy } from '../model/group.ts';
import type { WireConsumer, WireCredential, WireInventory, WirePath } from '../wire/types.ts';

/** All paths of one consumer to one credential. */
export interface Use {
  readonly credential: string;
  readonly consumer: string;
  readonly paths: readonly [WirePath, ...WirePath[]];
}

/** By credential id: other repositories that hold it, as the registry of the organisation knows them. */
export type Elsewhere = ReadonlyMap<string, readonly string[]>;

export interface Side extends View {
  readonly elsewhere: Elsewhere;
  readonly credentials: ReadonlyMap<string, WireCredential>;
  /** By credential id. */
  readonly usesOf: ReadonlyMap<string, readonly Use[]>;
  /** By consumer id. */
  readonly usesBy: ReadonlyMap<string, readonly Use[]>;
}

/** The indexes of one inventory, made once. */
export function sideOf(inventory: WireInventory, elsewhere: Elsewhere): Side {
  const view = viewOf(inventory);
  const uses = [
    ...groupBy(inventory.paths, ({ credential, consumer }) => `${credential}\0${consumer}`).values(),
  ].flatMap(([first, ...rest]): Use[] =>
    first ? [{ credential: first.credential, consumer: first.consumer, paths: [first, ...rest] }] : [],
  );
  return {
    ...view,
    elsewhere,
    credentials: new Map(inventory.credentials.map((credential) => [credential.id, credential])),
    usesOf: groupBy(uses, ({ credential }) => credential),
    usesBy: groupBy(uses, ({ consumer }) => consumer),
  };
}

/** Consumers that somebody gives something, described; the others are no part of a review. */
export function consumersIn(side: Side): readonly WireConsumer[] {
  return side.inventory.consumers.filter(({ id }) => side.usesBy.has(id));
}

/** How a use is written in the manifest or in the code, whatever carrier is behind it: what a rename leaves alone. */
export function handlesOf({ paths }: Use): readonly string[] {
  return [...new Set(paths.map(({ delivery: { form, variable, path } }) => `${form} ${variable ?? path ?? ''}`))];
}

/** Last part of a path or name: what moving a folder leaves alone. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
