/** Signs that mean something in Markdown, and what opens a list, a heading or a line across. */
const signs = /[\\`*_[\]<>#~|&!]/g
const openings = /^(\s*)([-+=]|\d+[.)])/gm

/** Any text as Markdown that says the same and nothing more: no list, link, image or heading of its own. */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/^[ \t]+/gm, '')
    .replace(signs, '\\$&')
    .replace(
      openings,
      (_, before: string, sign: string) => `${before}${sign.replace(/.$/, '\\$&')}`,
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
