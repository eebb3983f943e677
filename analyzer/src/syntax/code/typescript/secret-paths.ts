/** Which paths in code look like a mounted secret or a private key. Paths only: it never asks what such a file holds. */

/** Where platforms mount secrets, and how files of keys are named. */
const SECRET_PATHS: readonly RegExp[] = [
  /^\/(?:var\/)?run\/secrets\//, // Compose and Swarm; Kubernetes service accounts
  /^\/(?:etc|mnt|vault|opt|app|data|home\/\w+)\/(?:[\w.-]+\/)*(?:secrets?|credentials?)(?:-store)?\//,
  /^\/vault\//,
  /(?:^|\/)\.?secrets?\//,
  /\.(?:pem|key|p12|pfx|jks|keystore|p8)$/i,
  /(?:^|\/)(?:id_(?:rsa|ed25519|ecdsa)|\.pgpass|\.netrc|kubeconfig)$/,
  /(?:^|[/_-])(?:service[-_]?account[\w-]*|credentials|gcp[-_]key)\.json$/i,
];

/** Whether a path, `?` standing for what is not known, may be a secret's. */
export function isSecretPath(path: string): boolean {
  return SECRET_PATHS.some((pattern) => pattern.test(path));
}
