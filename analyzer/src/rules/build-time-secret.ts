/** A credential that is part of something built: no restart brings a new value, only a new build. */
import { defineRule } from './contract.ts';
import { credentialName, referenceOf, usesOf } from './reference.ts';

export default defineRule({
  id: 'build-time-secret',
  severity: 'warning',
  claims: 'A consumer is built with the credential inside.',
  why: 'Everything that was built keeps the old value, and whoever holds the image or the bundle holds the value. Rotation waits for a build and a deploy of each.',
  fix: 'Read the value when the process starts or later. For a value only the build needs, use a build secret, which leaves no trace in the image.',
  owasp: 'NHI2:2025 Secret Leakage',
  check({ graph, refresh }) {
    const built = graph.paths.filter(({ id }) => refresh.get(id)?.mode === 'build');
    return usesOf(graph, built).map(({ consumer, paths: [path] }) => ({
      message: `${consumer.name} is built with ${credentialName(graph, path.credential)}: a new value needs a new build.`,
      place: referenceOf(path, consumer, 'the value goes into the build here'),
      credential: path.credential,
      consumer: consumer.id,
    }));
  },
});
