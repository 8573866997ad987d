/**
 * What Discord takes, in characters where nothing else is said. We count UTF-16 units, of which there
 * are never fewer. From its documentation as of August 2026: Message resource, Component reference.
 */
export const limits = {
  content: 2_000,
  embedDescription: 4_096,
  /** Components of a message, those inside others too. */
  components: 40,
  /** All text displays of a message together (discord-api-docs, pull request 8562). */
  componentText: 4_000,
  rows: 5,
  buttonsInRow: 5,
  options: 25,
  customId: 100,
  buttonLabel: 80,
  optionLabel: 100,
  optionValue: 100,
  placeholder: 150,
  /** A channel's name with the sign before it (Channel resource). */
  room: 101,
  imageAddress: 2_048,
  imageAlt: 1_024,
  /** Fields of a form and texts above them. */
  formParts: 5,
  formTitle: 45,
  fieldLabel: 45,
  fieldHint: 100,
  fieldValue: 4_000,
} as const

/** What we hold ourselves to, so that whatever is cut still fits with what stands around it. */
export const ours = {
  /** A name that stands before each part of what it names. */
  name: 256,
  /** The address of a link, which stands in each part of its words; a briefing's has 2,000 at most. */
  address: { components: 2_400, embed: 2_400, content: 1_000 },
  /** A headline in a message's own text: a label and a correction have room beside it. */
  said: 1_400,
  /** Levels of a list below the first. */
  depth: 5,
  /** Columns of a table in fixed width that a phone shows without wrapping. */
  columns: 36,
} as const

/** Numbers of component types, from the Component reference. */
export const types = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  section: 9,
  text: 10,
  gallery: 12,
  separator: 14,
  container: 17,
  label: 18,
} as const

/** Message flags, from the Message resource. */
export const flags = { suppressEmbeds: 1 << 2, componentsV2: 1 << 15 } as const
