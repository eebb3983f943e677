/** `kubectl get jobs,cronjobs -o json`: which runs started after the value arrived, and succeeded. */
import { defineEvidence } from '../contract.ts';
import { at, type JsonObject, listAt, textAt } from '../json.ts';
import { holds, objectsOf, ownerOf, partyOf, whole } from '../kubernetes.ts';
import { momentOf } from '../moments.ts';
import type { RunSeen } from '../observation.ts';

export default defineEvidence({
  id: 'kubernetes-jobs',
  shows: 'start, end and success of the runs of each Job and CronJob',
  export: 'kubectl --context "$CONTEXT" -n "$NAMESPACE" get jobs,cronjobs -o json',
  form: 'json',
  accepts: (json) => objectsOf(json, 'Job', 'CronJob').length > 0,
  read: (json) =>
    whole(json, [...objectsOf(json, 'Job').flatMap(runOfJob), ...objectsOf(json, 'CronJob').flatMap(lastRunOf)]),
});

function runOfJob(job: JsonObject): readonly RunSeen[] {
  const started = momentOf(textAt(job, 'status', 'startTime'));
  if (started === null) return [];
  const owner = ownerOf(job);
  const name = owner?.kind === 'CronJob' ? owner.name : textAt(job, 'metadata', 'name');
  const ended = momentOf(textAt(job, 'status', 'completionTime')) ?? failedAt(job);
  return [{ is: 'run', at: started, party: partyOf(job, name), ended, worked: holds(job, 'Complete') }];
}

function failedAt(job: JsonObject): number | null {
  const failed = listAt(job, 'status', 'conditions').find(
    (one) => textAt(one, 'type') === 'Failed' && textAt(one, 'status') === 'True',
  );
  return momentOf(textAt(failed, 'lastTransitionTime'));
}

/** Its last run is known to have succeeded only where nothing runs and the success is later than the last start. */
function lastRunOf(cronJob: JsonObject): readonly RunSeen[] {
  const started = momentOf(textAt(cronJob, 'status', 'lastScheduleTime'));
  const ended = momentOf(textAt(cronJob, 'status', 'lastSuccessfulTime'));
  if (started === null || ended === null || ended < started || listAt(cronJob, 'status', 'active').length > 0)
    return [];
  const name = textAt(cronJob, 'metadata', 'name');
  return at(cronJob, 'spec', 'suspend') === true
    ? []
    : [{ is: 'run', at: started, party: partyOf(cronJob, name), ended, worked: true }];
}
