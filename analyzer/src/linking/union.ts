/** Sets that only grow together (union-find), each join with its reason. */
export class Union<Reason> {
  readonly #parents = new Map<string, string>();
  readonly #reasons: { readonly member: string; readonly reason: Reason }[] = [];

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
    this.#reasons.push({ member: keep, reason });
  }

  /** Why the set of `member` is one. */
  reasons(member: string): readonly Reason[] {
    const root = this.find(member);
    return this.#reasons.filter((joined) => this.find(joined.member) === root).map(({ reason }) => reason);
  }

  /** Every given member under its root, in the order given. */
  group(members: Iterable<string>): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const member of members) groups.set(this.find(member), [...(groups.get(this.find(member)) ?? []), member]);
    return groups;
  }
}
