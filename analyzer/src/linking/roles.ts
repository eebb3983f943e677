/** Who accepts and who presents: a server that is handed its own password variable accepts; without a sign of it a consumer presents. */

import type { KindRow, Knowledge } from '../knowledge/tables.ts';
import type { ImageUse } from '../model/fact.ts';
import type { CodeRead } from '../model/graph.ts';
import type { DeliveryForm, Role } from '../model/vocabulary.ts';
import type { Candidate } from './candidate.ts';

/** Server images by the first word of the kind's id: what runs the thing that accepts the credential. */
const SERVERS: Readonly<Record<string, readonly string[]>> = {
  postgresql: ['postgres', 'postgis', 'timescale', 'pgvector'],
  mysql: ['mysql', 'percona'],
  mariadb: ['mariadb'],
  mongodb: ['mongo'],
  redis: ['redis', 'valkey', 'dragonfly', 'keydb'],
  rabbitmq: ['rabbitmq'],
  minio: ['minio'],
  grafana: ['grafana'],
  clickhouse: ['clickhouse'],
  elasticsearch: ['elasticsearch'],
  nats: ['nats'],
};

/** Forms that hand over every key of an object under its own name. */
const GIVES_KEYS: ReadonlySet<DeliveryForm> = new Set<DeliveryForm>(['env-from', 'env-file']);

/** Role of one use: what the declaration says, what the file says, what the code does, else a server's own variable, else a client. */
export function roleOf(
  { delivery: { fact }, route, publicHalf }: Candidate,
  images: readonly ImageUse[],
  knowledge: Knowledge,
  said: Role | null,
  reads: readonly CodeRead[],
): Role {
  if (said) return said;
  if (publicHalf) return 'accepts';
  if (fact.role) return fact.role;
  const variable = fact.variable ?? (GIVES_KEYS.has(fact.form) ? (route.addresses.at(-1)?.key ?? null) : null);
  const code = roleOfCode(reads);
  if (code || variable === null) return code ?? 'presents';
  const own = images.filter(({ container }) => container === null || container === fact.container);
  const accepts = [...knowledge.kinds.values()].some(
    (row) => row.acceptorEnv.includes(variable.replace(/_FILE$/, '')) && own.some(({ image }) => isServer(row, image)),
  );
  return accepts ? 'accepts' : 'presents';
}

/** What the code that reads it does with it; signing in one place and verifying in another is both. */
function roleOfCode(reads: readonly CodeRead[]): Role | null {
  const roles = new Set(reads.flatMap(({ role }) => role ?? []));
  const [only = null] = roles;
  return roles.size > 1 ? 'both' : only;
}

function isServer(row: KindRow, written: string): boolean {
  const image = written.toLowerCase();
  const name = image.slice(image.lastIndexOf('/') + 1);
  return (SERVERS[row.id.split('-')[0] ?? ''] ?? []).some((word) => name.includes(word));
}
