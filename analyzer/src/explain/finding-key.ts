/** One finding of one snapshot, told apart from the others by a text: an editor sends it back when it asks what to do about it. */

interface Told {
  readonly rule: string;
  readonly message: string;
  readonly credential: string | null;
  readonly consumer: string | null;
}

export function findingKey({ rule, credential, consumer, message }: Told): string {
  return [rule, credential ?? '', consumer ?? '', message].join('\n');
}
