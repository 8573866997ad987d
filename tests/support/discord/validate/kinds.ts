import type { Component } from '../world/records.ts'

/** Discord's numbers for the kinds of components that are dealt with here. */
export const kinds = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  separator: 14,
  container: 17,
  label: 18,
} as const

/** Every component of a message or form, those inside others too. */
export const allOf = (components: readonly Component[]): Component[] =>
  components.flatMap((one) => [
    one,
    ...allOf([
      ...(one.components ?? []),
      ...(one.accessory ? [one.accessory] : []),
      ...(one.component ? [one.component] : []),
    ]),
  ])
