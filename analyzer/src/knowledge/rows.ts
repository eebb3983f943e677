/**
 * The generated tables with their types: the only file that touches the JSON. The shapes of knowledge that every stage
 * sees are in `tables.ts`; the ones here are only for this folder.
 */

import generated from './fact-tables.generated.json' with { type: 'json' };
import type { CommandRow, ControllerRow, KindRow, NameVerdict, RefreshRow } from './tables.ts';

/** A row of `names.yaml`; phrases are fragments of regular expressions over words separated by one space. */
export interface NameRow {
  readonly id: string;
  readonly is: NameVerdict['is'];
  readonly strength: NameVerdict['strength'];
  readonly ends: readonly string[];
  readonly starts: readonly string[];
  readonly contains: readonly string[];
  readonly pattern: string | null;
  readonly rest: readonly NameVerdict['is'][];
}

export interface StateRow {
  readonly id: string;
  readonly state: 'empty' | 'encrypted' | 'reference' | 'placeholder' | 'weak-default';
  readonly pattern: string;
}

export interface SettingRow {
  readonly id: string;
  /** Counts even where the name says secret. */
  readonly despite: boolean;
  readonly case: boolean;
  readonly pattern: string;
}

/** Images with a command-line client and no server in them. */
export interface ImageRow {
  readonly id: string;
  readonly images: readonly string[];
}

interface Tables {
  readonly refresh: readonly RefreshRow[];
  readonly kinds: readonly KindRow[];
  readonly controllers: readonly ControllerRow[];
  readonly images: readonly ImageRow[];
  readonly commands: readonly CommandRow[];
  readonly names: { readonly qualifiers: readonly string[]; readonly rows: readonly NameRow[] };
  readonly values: {
    readonly states: readonly StateRow[];
    readonly proseStarts: readonly string[];
    readonly settings: readonly SettingRow[];
    readonly wholeUrl: readonly string[];
    readonly queryParameters: readonly string[];
    readonly pairSecrets: readonly string[];
    readonly pairHosts: readonly string[];
    readonly prefixNeedsName: readonly string[];
    readonly schemeNeedsName: readonly string[];
  };
}

export const TABLES = generated as unknown as Tables;
