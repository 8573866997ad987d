const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/**
 * What somebody wrote, out of Slack's own form of it: `<https://example.org|a page>` is the words, a channel
 * its name, a person or a group who is called stays as the bare id. The bot's own name is left out.
 */
export const plainText = (text: string, bot: string): string =>
  text
    .replaceAll(`<@${bot}>`, ' ')
    .replaceAll(/<([#@!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>/g, (_, sign, what, words) =>
      sign === ''
        ? words || what
        : `${sign === '!' ? '@' : sign}${words || what.split('^').at(-1)}`,
    )
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity)
    .trim()

/**
 * A line as the product reads it: in a message `/sitrep brief nato` means `/brief nato`, since that is how
 * commands are written on Slack.
 */
export const asTyped = (text: string): string => {
  const line = text.replace(/^\/sitrep(?=\s|$)\s*/i, '/')
  return line === '/' ? '/help' : line
}
