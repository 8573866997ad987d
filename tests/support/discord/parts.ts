import type { Component, Embed, Json } from './world/records.ts'

export const long = (length: number): string => 'x'.repeat(length)

export const many = <T>(count: number, make: (at: string) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(`${at}`))

export const quiet = { parse: [] }

export const message = (more: Json = {}): Json => ({
  content: 'hello',
  flags: 4,
  allowed_mentions: quiet,
  ...more,
})

export const text = (content = 'hello'): Component => ({ type: 10, content })

export const v2 = (...components: Component[]): Json => ({
  components,
  flags: 32_768,
  allowed_mentions: quiet,
})

export const row = (...components: Component[]): Component => ({ type: 1, components })

export const button = (more: Partial<Component> = {}): Component => ({
  type: 2,
  style: 1,
  label: 'Press',
  custom_id: 'press',
  ...more,
})

export const link = (more: Partial<Component> = {}): Component => ({
  type: 2,
  style: 5,
  label: 'Source',
  url: 'https://x.test',
  ...more,
})

export const menu = (more: Partial<Component> = {}): Component => ({
  type: 3,
  custom_id: 'menu',
  options: [{ label: 'One', value: '1' }],
  ...more,
})

export const section = (more: Partial<Component> = {}): Component => ({
  type: 9,
  components: [text()],
  accessory: button(),
  ...more,
})

export const embed = (more: Embed = {}): Json =>
  message({ flags: 0, embeds: [{ title: 'Title', ...more }] })

export const rows = (...components: Component[]): Json => message({ components })

export const option = (more: Json = {}): Json => ({
  type: 3,
  name: 'subject',
  description: 'Which',
  ...more,
})

export const command = (more: Json = {}): Json => ({
  name: 'brief',
  description: 'Read a briefing',
  ...more,
})

export const input = (more: Partial<Component> = {}): Component => ({
  type: 4,
  custom_id: 'text',
  style: 1,
  label: 'Text',
  ...more,
})

export const form = (more: Json = {}): Json => ({
  custom_id: 'form',
  title: 'Form',
  components: [row(input())],
  ...more,
})
