/** Small commands about one row or credential: explain, places, paths, pages, graph and planner. */
import * as vscode from 'vscode';
import type { Location } from '../../../language-server/src/protocol.ts';
import { locationOf, sayPlace } from '../places.ts';
import type { Row } from '../views/row.ts';
import { askFor } from './ask.ts';
import type { Shelf } from './documents.ts';
import type { Parts } from './parts.ts';
import { subjectOf } from './subject.ts';

export async function explain({ estate }: Parts, shelf: Shelf, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  const answer = subject && (await askFor(estate, 'keyturn/explain', subject));
  if (answer) await shelf.preview(answer.credential.label, answer.markdown);
}

export async function showGraph({ estate, graphs }: Parts, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  const consumer = isRow(argument) ? (argument.consumer ?? null) : null;
  if (subject) await graphs.show(subject, consumer);
}

export async function showPlanner({ estate, planners }: Parts, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  if (subject) await planners.show(subject);
}

/** The places a lens counts, in the editor's own list; without them, those of the credential's findings and consumers. */
export async function showPlaces({ estate }: Parts, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  const held = subject && estate.find(subject);
  const given = (argument as { readonly at?: Location; readonly places?: readonly Location[] } | undefined) ?? {};
  const consumers = held ? held.credential.consumers.map((id) => estate.consumer(held.folder, id)?.location) : [];
  const places = given.places ?? consumers.filter((place) => place !== null && place !== undefined);
  const at = given.at ?? held?.credential.location ?? places[0];
  if (!at) return;
  const { uri, range } = locationOf(at);
  await vscode.window.showTextDocument(uri, { selection: range });
  await vscode.commands.executeCommand('editor.action.showReferences', uri, range.start, places.map(locationOf));
}

export async function copyPath(argument: unknown): Promise<void> {
  if (isRow(argument) && argument.location) await vscode.env.clipboard.writeText(sayPlace(argument.location));
}

export async function openRule(argument: unknown): Promise<void> {
  if (!isRow(argument) || argument.page === undefined) return;
  const page = vscode.Uri.parse(argument.page);
  if (page.scheme === 'file') await vscode.commands.executeCommand('markdown.showPreview', page);
  else await vscode.env.openExternal(page);
}

function isRow(argument: unknown): argument is Row {
  return typeof argument === 'object' && argument !== null && 'label' in argument && 'id' in argument;
}
