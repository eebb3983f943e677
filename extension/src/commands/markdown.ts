/** Text from a repository as Markdown text: what could be markup is escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~&$-]/g, '\\$&').replace(/\s+/g, ' ');
}
