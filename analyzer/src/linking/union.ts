/** Sets that only grow together (union-find), each join with its reason. */
import { groupBy } from '../model/group.ts';

export class Union<Reason> {
  readonly #parents = new Map<string, string>();
  readonly #joins: { readonly member: string; readonly reason: Reason }[] = [];
  /** By root; null: sets were joined since they were sorted. */
  #sorted: ReadonlyMap<string, readonly { readonly reason: Reason }[]> | null = null;

  find(member: string): string {
    let root = member;
    for (
      let parent = this.#parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.#parents.get(root)
    )
      root = parent;
    if (root !== member) this.#parents.set(member, root);
    return root;
  }

  /** Joins the sets of both; the smaller id stays the root, so that the result does not depend on the order of joins. */
  join(a: string, b: string, reason: Reason): void {
    const [keep, drop] = [this.find(a), this.find(b)].sort() as [string, string];
    this.#parents.set(keep, keep);
    if (keep === drop) return;
    this.#parents.set(drop, keep);
    this.#joins.push({ member: keep, reason });
    this.#sorted = null;
  }

  /** Why the set of `member` is one. */
  reasons(member: string): readonly Reason[] {
    this.#sorted ??= groupBy(this.#joins, (joined) => this.find(joined.member));
    return (this.#sorted.get(this.find(member)) ?? []).map(({ reason }) => reason);
  }

  /** Every given member under its root, in the order given. */
  group(members: Iterable<string>): ReadonlyMap<string, readonly string[]> {
    return groupBy(members, (member) => this.find(member));
  }
}
