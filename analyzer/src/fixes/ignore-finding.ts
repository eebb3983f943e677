/** A finding that is right and accepted: writes rule, subject and a reason to be worded into the `ignore` list of `keyturn.yaml`. */
import { addToConfiguration, yamlText } from './configuration-entry.ts';
import { defineFixer, type Fix, UNWORDED } from './contract.ts';

export default defineFixer({
  id: 'ignore-finding',
  offer(situation): readonly Fix[] {
    const { finding, inventory } = situation;
    if (!finding) return [];
    const consumer = inventory.graph.consumers.get(finding.consumer ?? '');
    const credential = inventory.graph.credentials.get(finding.credential ?? '');
    const subject: ReadonlyArray<readonly [string, string]> = [
      ...(credential ? [['credential', yamlText(credential.id)] as const] : []),
      ...(consumer ? [['consumer', yamlText(consumer.name)] as const] : []),
    ];
    const added = addToConfiguration(situation, 'ignore', [['rule', finding.rule], ...subject, ['reason', UNWORDED]]);
    const about = consumer?.name ?? credential?.name;
    const title = `Ignore ${finding.rule}${about ? ` of ${about}` : ''} in keyturn.yaml, with a reason`;
    return added ? [{ title, settles: finding.rule, ...added }] : [];
  },
});
