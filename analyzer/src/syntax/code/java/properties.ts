/**
 * From keys of a JVM framework's configuration to variables: relaxed binding. `db.max-age` is `DB_MAXAGE` in Spring and `DB_MAX_AGE` in
 * MicroProfile; a placeholder that is written like a variable is one.
 * https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding.environment-variables
 */

export interface Placeholder {
  readonly name: string;
  readonly optional: boolean;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
}

/** `${DB_PASSWORD}`, `${db.password:default}`, also in Kotlin's `\${…}`. Nested ones are met too. */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(/\$\{\s*([\w.-]+)\s*(:)?/g)].map(({ 0: all, 1: key = '', 2: colon, index }) => ({
    name: key,
    optional: colon !== undefined,
    start: index,
    end: index + all.length,
  }));
}

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** Spring: dots become `_`, dashes go. */
export function springVariable(key: string): string {
  return VARIABLE.test(key)
    ? key
    : key
        .replaceAll('-', '')
        .replace(/[.[\]]+/g, '_')
        .replace(/_$/, '')
        .toUpperCase();
}

/** MicroProfile and Quarkus: everything that is no letter or digit becomes `_`. */
export function microProfileVariable(key: string): string {
  return VARIABLE.test(key) ? key : key.replace(/[^A-Za-z0-9]/g, '_').toUpperCase();
}

/** `maxLifetime` of a class is `max-lifetime` of a file. */
export function kebab(field: string): string {
  return field.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
