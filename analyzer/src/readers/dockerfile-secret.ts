/**
 * What a Dockerfile takes in or writes down while an image is built: ARG and ENV, variables of one RUN step, and secrets mounted into
 * it. An argument or variable stays in the image, or in its history, for everybody who pulls it.
 * https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/
 */
import type { ConsumerRef, Fact } from '../model/fact.ts';
import { type Assigned, assignmentsOf, flagsOf } from '../syntax/dockerfile.ts';
import { findInterpolations } from '../syntax/interpolation.ts';
import { carrierFact, consumerFact, deliveryFact, platformVariable, writtenAt } from '../syntax/platform-app.ts';
import type { Instruction, Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

const ROW = 'docker-build-arg';

export default defineReader({
  id: 'dockerfile-secret',
  reads: 'ARG, ENV, variables of RUN and secret mounts of Dockerfiles',
  syntax: 'dockerfile',
  accepts: () => true,
  read(unit, sight) {
    const consumer: ConsumerRef = { kind: 'dockerfile', namespace: null, name: unit.file };
    const facts = unit.content.flatMap((instruction) => [
      ...mountsOf(unit, consumer, instruction),
      ...(ASSIGNS.has(instruction.name)
        ? assignmentsOf(instruction).flatMap((assigned) => readAssigned(unit, consumer, instruction, assigned, sight))
        : []),
    ]);
    const [first] = facts;
    return {
      facts: first ? [consumerFact(consumer, 'build', unit.content[0]?.span ?? first.at), ...facts] : [],
      notes: [],
    };
  },
});

const ASSIGNS = new Set(['ARG', 'ENV', 'RUN']);

/** Arguments every build has (docs.docker.com/reference/dockerfile, "Predefined ARGs" and the platform ones). */
const PREDEFINED =
  /^(?:https?_proxy|ftp_proxy|no_proxy|all_proxy|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT)|BUILDKIT_\w+|PATH)$/i;

function readAssigned(
  { file }: Unit,
  consumer: ConsumerRef,
  instruction: Instruction,
  { name, value, start, end, valueStart }: Assigned,
  sight: Sight,
): readonly Fact[] {
  if (PREDEFINED.test(name)) return [];
  if (value === null || value === '') {
    if (instruction.name !== 'ARG') return [];
    const at = instruction.place(start, end);
    return [deliveryFact(consumer, platformVariable(file, name), 'build-arg', at, { variable: name, row: ROW })];
  }
  // A variable filled from an argument holds what the argument holds: that one is a delivery already.
  if (findInterpolations(value).length > 0 || COMPUTED.test(value)) return [];
  const at = instruction.place(valueStart, valueStart + value.length);
  const seen = sight.look(value, at, name);
  // `RUN SECRET_KEY_BASE=dummy rails assets:precompile` quiets one step, and neither the image nor anybody else ever holds it.
  if (instruction.name === 'RUN' && seen.state === 'placeholder') return [];
  const from = writtenAt(at, instruction.name, name);
  return [
    carrierFact(from, seen, at),
    deliveryFact(consumer, from, 'build-arg', at, { variable: name, row: ROW, value: seen }),
  ];
}

/** What a shell works out. */
const COMPUTED = /\$\(|`/;

/** `RUN --mount=type=secret,id=x[,env=X][,target=/path]`: gone after the step, needed again by the next build. */
function mountsOf({ file }: Unit, consumer: ConsumerRef, instruction: Instruction): readonly Fact[] {
  if (instruction.name !== 'RUN') return [];
  return flagsOf(instruction).flatMap(({ name, value, start, end }) => {
    const fields = new Map(value.split(',').map((field) => [field.replace(/=.*$/, ''), field.replace(/^[^=]*=?/, '')]));
    const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
    const id = fields.get('id') ?? target;
    if (name !== 'mount' || fields.get('type') !== 'secret' || !id) return [];
    const variable = fields.get('env') ?? null;
    return [
      deliveryFact(consumer, platformVariable(file, id), 'build-arg', instruction.place(start, end), {
        variable,
        path: variable === null ? (target ?? `/run/secrets/${id}`) : null,
        optional: fields.get('required') !== 'true',
        row: ROW,
      }),
    ];
  });
}
