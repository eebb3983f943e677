/**
 * The stages after the facts, in order, one call each. Pure and deterministic: the same facts give the same inventory,
 * byte for byte. Nothing is decided here.
 */
export {};
