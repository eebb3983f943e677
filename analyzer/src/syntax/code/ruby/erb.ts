/**
 * Ruby inside ERB (`<%= ENV['X'] %>`), in templates and in the YAML of Rails: everything else is blanked, so that offsets stay those of the
 * file.
 */

const TAG = /<%(?!%|#)[-=]*([\s\S]*?)-?%>/g;

/** The Ruby of the tags at its own place, a line feed where there was one. */
export function rubyOfErb(text: string): string {
  let ruby = '';
  for (const { index, 0: tag, 1: code = '' } of text.matchAll(TAG)) {
    const start = index + tag.indexOf(code, 2);
    // One statement a tag: `;` stands where its end was.
    ruby += `${blank(text.slice(ruby.length, start))}${code};`;
  }
  return ruby + blank(text.slice(ruby.length));
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
