// Made by scripts/generate.mjs from the files of this folder; do not edit.
import argo from './argo.ts';
import compose from './compose.ts';
import type { Renderer } from './contract.ts';
import helm from './helm.ts';
import kustomize from './kustomize.ts';
import systemd from './systemd.ts';

export const RENDERERS: readonly Renderer[] = [argo, compose, helm, kustomize, systemd];
