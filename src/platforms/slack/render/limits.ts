/**
 * What Slack takes, in characters where nothing else is said. We count UTF-16 units, of which there are
 * never fewer. From docs.slack.dev as of November 2026: reference of Block Kit, views and methods.
 */
export const limits = {
  blocks: 50,
  viewBlocks: 100,
  /** Bytes of a view as JSON. */
  view: 250_000,
  /** All that the blocks of one message say, and what each takes of it besides (bolt-js, issues 2509, 2867). */
  blockText: 13_200,
  perBlock: 100,
  section: 3_000,
  header: 150,
  context: 3_000,
  buttonLabel: 75,
  optionLabel: 75,
  optionValue: 150,
  options: 100,
  placeholder: 150,
  tableRows: 100,
  tableColumns: 20,
  tableText: 10_000,
  /** A channel's name with the sign before it. */
  room: 81,
  formTitle: 24,
  fieldLabel: 2_000,
  fieldHint: 2_000,
  fieldValue: 3_000,
  /** A field's name is its block's id, so that a fault is shown beside it. */
  blockId: 255,
} as const

/** What we hold ourselves to, for readers. */
export const ours = {
  /** A name that stands before each part of what it names. */
  name: 256,
  /** The address of a link, which stands in each part of its words; a briefing's has 2,000 at most. */
  address: 2_000,
  /** What an image says to who does not see it: one thing, of which Slack takes 2,000. */
  imageAlt: 1_000,
  /** Its address, of which Slack takes 3,000; escaped, as it counts among what a message says. */
  imageAddress: 2_000,
  /** A notification shows some 150 characters, but a screen reader may read this text alone. */
  text: 400,
  /** More buttons in a row wrap on a phone. */
  buttonsInRow: 5,
  /** Columns of a table, in characters, that a phone shows without scrolling far. */
  columns: 40,
  /** Levels of a list below the first. */
  depth: 5,
} as const
