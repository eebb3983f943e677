/** How each derivation is made to carry a new value now instead of at its next interval, by what does it, each with its source. */
import { escapeShell } from '../explain/escape.ts';
import { carrierName } from '../explain/view.ts';
import { compareText } from '../model/place.ts';
import type { WireCarrier, WireDerivation } from '../wire/types.ts';
import { type Command, kubectl } from './commands.ts';
import type { Subject } from './subject.ts';

export interface Sync extends Command {
  readonly cluster: string | null;
  readonly does: string;
  readonly unverified: boolean;
}

type Make = (to: WireCarrier, drill: boolean) => Command;

/** The object that filled a Secret owns it: found by its owner reference, so that its name need not be known. */
const annotate =
  (kind: string, resource: string, annotation: string): Make =>
  (to, drill) => {
    const base = kubectl(to, drill);
    const owner = `'{.metadata.ownerReferences[?(@.kind=="${kind}")].name}'`;
    return {
      command: [
        `ES=$(${base} get secret ${escapeShell(to.name)} -o jsonpath=${owner})`,
        `${base} annotate ${resource} "$ES" ${annotation}="$(date +%s)" --overwrite`,
      ].join('\n'),
      missing: null,
      check: `${base} get ${resource} "$ES" -o jsonpath='{.status.refreshTime}' is later than the publication`,
    };
  };

const manual =
  (missing: string): Make =>
  () => ({ command: null, missing, check: null });

interface Row {
  readonly make: Make;
  readonly unverified: boolean;
}

const BY: Readonly<Record<string, Row>> = {
  // https://external-secrets.io/latest/introduction/faq/ "Can I manually trigger a secret refresh?"
  'external-secret': { make: annotate('ExternalSecret', 'externalsecret', 'force-sync'), unverified: false },
  // Same controller; its documentation shows the annotation for ExternalSecret only.
  'push-secret': {
    make: manual('annotate the PushSecret with force-sync; its name is where the derivation is declared'),
    unverified: true,
  },
  // https://github.com/bitnami-labs/sealed-secrets#usage
  'sealed-secret': {
    make: manual('seal the new value from standard input (kubeseal), commit the file, and let Git reconcile'),
    unverified: false,
  },
  'compose-secret': {
    make: manual('write the file that Compose mounts; the service must be created again'),
    unverified: false,
  },
  interpolation: {
    make: manual('write the file or variable that is interpolated; the services must be created again'),
    unverified: false,
  },
};

/** One for each derivation between the carriers of the credential, by cluster. */
export function syncsOf({ view, credential, options }: Subject): readonly Sync[] {
  const held = new Set(credential.carriers);
  const seen = new Map<string, Sync>();
  for (const derivation of view.inventory.derivations.filter(({ from, to }) => held.has(from) && held.has(to))) {
    const to = view.carriers.get(derivation.to);
    if (to === undefined) continue;
    const row = Object.hasOwn(BY, derivation.by) ? BY[derivation.by] : undefined;
    const made = (
      row?.make ?? manual(`how ${derivation.by} is made to sync at once is not known: wait for its own interval`)
    )(to, options.drill);
    const does = `Carry it to ${carrierName(view, to.id)}${scope(to)}, which ${derivation.by} fills${placeOf(derivation)}`;
    const sync = {
      ...made,
      ...frozen(to, derivation),
      cluster: to.cluster,
      does,
      unverified: row?.unverified ?? false,
    };
    seen.set(`${to.cluster ?? ''} ${to.namespace ?? ''} ${to.name} ${derivation.by}`, sync);
  }
  return [...seen].sort(([a], [b]) => compareText(a, b)).map(([, sync]) => sync);
}

function scope({ cluster, namespace }: WireCarrier): string {
  const place = [cluster, namespace].filter((part) => part !== null).join('/');
  return place === '' ? '' : ` in ${place}`;
}

function frozen(to: WireCarrier, { frozen: why }: WireDerivation): Partial<Command> {
  const reason = to.frozen ?? why ?? null;
  return reason === null
    ? {}
    : { command: null, missing: `it does not change in place (${reason}): make it anew and point its consumers to it` };
}

function placeOf({ because }: WireDerivation): string {
  const seen = because.find(({ file, line }) => file !== null && line !== null);
  return seen === undefined ? '' : ` (${seen.file}:${seen.line})`;
}
