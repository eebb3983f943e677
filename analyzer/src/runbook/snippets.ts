/**
 * How a program reports the version it has loaded, in the languages of the consumers' code. Told by the files that the evidence of
 * their paths names; where no code was found nothing is shown. Label values are quoted for JSON, which these languages read alike.
 */
import { compareText } from '../model/place.ts';
import type { Subject } from './subject.ts';

interface Language {
  readonly name: string;
  readonly files: RegExp;
  readonly report: (credential: string) => string;
}

const LANGUAGES: readonly Language[] = [
  {
    // https://github.com/siimon/prom-client#gauge
    name: 'TypeScript, prom-client',
    files: /\.[cm]?[jt]sx?$/,
    report: (credential) =>
      `secretVersionLoaded.reset(); secretVersionLoaded.set({ credential: ${credential}, version }, 1)`,
  },
  {
    // https://prometheus.github.io/client_python/instrumenting/gauge/
    name: 'Python, prometheus_client',
    files: /\.py$/,
    report: (credential) =>
      `SECRET_VERSION_LOADED.clear(); SECRET_VERSION_LOADED.labels(credential=${credential}, version=version).set(1)`,
  },
  {
    // https://pkg.go.dev/github.com/prometheus/client_golang/prometheus#GaugeVec
    name: 'Go, client_golang',
    files: /\.go$/,
    report: (credential) =>
      `secretVersionLoaded.Reset(); secretVersionLoaded.WithLabelValues(${credential}, version).Set(1)`,
  },
  {
    // https://prometheus.github.io/client_java/getting-started/metric-types/
    name: 'Java or Kotlin, client_java',
    files: /\.(?:java|kt)$/,
    report: (credential) =>
      `secretVersionLoaded.clear(); secretVersionLoaded.labelValues(${credential}, version).set(1)`,
  },
  {
    // https://github.com/prometheus-net/prometheus-net#labels
    name: 'C#, prometheus-net',
    files: /\.cs$/,
    report: (credential) =>
      `loaded?.Remove(); loaded = secretVersionLoaded.WithLabels(${credential}, version); loaded.Set(1)`,
  },
  {
    // https://github.com/prometheus/client_ruby#gauge
    name: 'Ruby, prometheus-client',
    files: /\.rb$/,
    report: (credential) => `secret_version_loaded.set(1, labels: { credential: ${credential}, version: version })`,
  },
  {
    // https://docs.rs/prometheus/latest/prometheus/core/struct.MetricVec.html
    name: 'Rust, prometheus',
    files: /\.rs$/,
    report: (credential) =>
      `secret_version_loaded.reset(); secret_version_loaded.with_label_values(&[${credential}, version]).set(1)`,
  },
];

/** One line per language of the consumers; `credential` is a quoted label. */
export function reportsOf({ users }: Subject, credential: string): readonly string[] {
  const files = users.flatMap(({ paths }) =>
    paths.flatMap(({ because, refresh }) => [...because, ...refresh.because].flatMap(({ file }) => file ?? [])),
  );
  return LANGUAGES.filter((language) => files.some((file) => language.files.test(file)))
    .map(({ name, report }) => `# ${name}, after the swap worked\n${report(credential)}`)
    .toSorted(compareText);
}
