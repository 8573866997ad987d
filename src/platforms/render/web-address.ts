/** An address of the web, percent-encoded so that nothing in it ends it; undefined for any other. */
export const webAddress = (url: string): string | undefined => {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined
  const address = new URL(url).href.replace(/[*~|`\\^'"()]/g, percent)
  return URL.canParse(address) ? address : undefined
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`
