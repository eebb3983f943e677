/** Who accepts and who presents: a server that is handed its own password variable accepts; without a sign of it a consumer presents. */

import type { KindRow, Knowledge } from '../knowledge/tables.ts';
import type { ImageUse } from '../model/fact.ts';
import type { Role } from '../model/vocabulary.ts';
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

/** Role of one use: what the file says, what the declaration says, else a server's own variable, else a client. */
export function roleOf(
  { delivery: { fact }, route, publicHalf }: Candidate,
  images: readonly ImageUse[],
  kind: KindRow | null,
  knowledge: Knowledge,
  said: Role | null,
): Role {
  if (said) return said;
  if (publicHalf) return 'accepts';
  if (fact.role) return fact.role;
  const variable = fact.variable ?? (fact.form === 'env-from' ? (route.addresses.at(-1)?.key ?? null) : null);
  if (variable === null) return 'presents';
  const image =
    images.find(({ container }) => container === null || container === fact.container)?.image.toLowerCase() ?? '';
  const rows = kind ? [kind] : [...knowledge.kinds.values()];
  const accepts = rows.some((row) => row.acceptorEnv.includes(variable.replace(/_FILE$/, '')) && isServer(row, image));
  return accepts ? 'accepts' : 'presents';
}

function isServer(row: KindRow, image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return (SERVERS[row.id.split('-')[0] ?? ''] ?? []).some((word) => name.includes(word));
}
