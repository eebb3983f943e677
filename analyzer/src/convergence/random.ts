/**
 * Reproducible uniform numbers for the one place that has to sample. Mulberry32 (Tommy Ettinger, public domain, 2017):
 * small, and even enough for the few thousand numbers asked of it. Never a source of secrets.
 */

/** A sequence in [0, 1) that depends on the seed alone. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
