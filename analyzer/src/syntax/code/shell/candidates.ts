/** Which scripts are worth parsing, by a look at their bytes. It may let too much in; parsing decides. */

/** ASCII only: it runs on bytes read as latin1. */
export const CANDIDATE =
  /\$\{?[A-Z][A-Z0-9_]{2,}|\.env\b|secret|vault (?:kv|read)|\bop read|\/run\/secrets|gcloud|keyvault/;
