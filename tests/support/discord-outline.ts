import type { Body } from '#core/chat'

type Component = {
  type: number
  content?: string
  label?: string
  placeholder?: string
  accent_color?: number
  divider?: boolean
  options?: { label: string }[]
  items?: { media: { url: string }; description?: string }[]
  components?: Component[]
  accessory?: Component
}
type Embed = { description?: string; color?: number; image?: { url: string } }
type Message = { content?: string; embeds?: Embed[]; components: Component[] }

/** A message as it is laid out: Markdown as it stands, `[buttons]`, `(menu: of, choices)`, `<image>`. */
export const outline = (body: Body): string => {
  const { content = '', embeds = [], components } = body as Message
  const lines = [content, ...embeds.map(embed), ...components.map(component)]
  return lines.filter((line) => line !== '').join('\n')
}

const inside = (text: string): string => text.replaceAll(/^/gm, '| ')

const hex = (colour = 0): string => colour.toString(16).padStart(6, '0')

const embed = ({ description = '', color, image }: Embed): string =>
  inside([`#${hex(color)}`, description, image ? `<${image.url}>` : ''].filter(Boolean).join('\n'))

const component = (one: Component): string => {
  const within = (one.components ?? []).map(component)
  switch (one.type) {
    case 1:
      return within.join(' ')
    case 2:
      return `[${one.label}]`
    case 3:
      return `(${one.placeholder}: ${one.options?.map(({ label }) => label).join(', ')})`
    case 9:
      return [...within, ...(one.accessory ? [`  ${component(one.accessory)}`] : [])].join('\n')
    case 10:
      return one.content ?? ''
    case 12:
      return (one.items ?? [])
        .map(({ media, description }) => `<${media.url} ${description}>`)
        .join(' ')
    case 14:
      return '────'
    case 17:
      return inside([`#${hex(one.accent_color)}`, ...within].join('\n'))
    default:
      throw new Error(`a component of type ${one.type}`)
  }
}

/** Everything in a message that can be pressed or chosen from, in order. */
export const pressable = (body: Body): Pressable[] => {
  const all = (some: readonly Component[]): Component[] =>
    some.flatMap((one) => [
      one,
      ...all(one.components ?? []),
      ...(one.accessory ? [one.accessory] : []),
    ])
  return all((body as Message).components).filter(
    ({ type }) => type === 2 || type === 3,
  ) as Pressable[]
}

export type Pressable = {
  type: number
  custom_id: string
  label?: string
  placeholder?: string
  options?: { label: string; value: string }[]
}
