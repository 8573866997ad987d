import { type Broken, type Json, objectsOf, ours } from './broken.ts'
import { brokenAsMarkup } from './escaped.ts'
import { inside, objectsInside } from './inside.ts'
import { otherBlocks, otherElements } from './others.ts'

/** Ids of people, groups, channels and ranges (`here`) that a test lets a body name. */
export type Allowed = { mayMention?: ReadonlySet<string> }

type Rule = (object: Json, path: string, mayMention?: ReadonlySet<string>) => Broken[]

/** What we ask of everything with blocks, beyond Slack; `path` is where they stand. */
export const brokenByHouse = (body: unknown, path: string, { mayMention }: Allowed): Broken[] =>
  objectsInside(body, path).flatMap(({ object, path }) => {
    const rule = rules.get(object.type)
    return rule ? rule(object, path, mayMention) : []
  })

const brokenAsPlain: Rule = ({ text, emoji }, path) => [
  ...ours(emoji !== false, 'plain_text without emoji: false', `${path}.emoji`),
  ...ours(typeof text === 'string' && text !== '' && text.trim() === '', 'blank', `${path}.text`),
]

const brokenAsMrkdwn: Rule = ({ text }, path, mayMention) =>
  typeof text === 'string' ? brokenAsMarkup(text, `${path}.text`, mayMention) : []

const naming =
  (field: string): Rule =>
  (element, path, mayMention) =>
    ours(!mayMention?.has(`${element[field]}`), 'mentions somebody', path)

const never =
  (rule: string): Rule =>
  (_, path) =>
    ours(true, rule, path)

const brokenAsDate: Rule = ({ fallback }, path) =>
  ours(fallback === undefined, 'date without fallback', `${path}.fallback`)

/** An answer is told apart by the value alone, whichever group it stands in. */
export const brokenByChoices: Rule = ({ options, option_groups: groups }, path) => {
  const found = [
    ...placed(options, inside(path, 'options')),
    ...objectsOf(groups).flatMap((group, at) =>
      placed(group.options, `${inside(path, 'option_groups')}.${at}.options`),
    ),
  ]
  const values = found.map(({ value }) => value)
  return found.flatMap(({ value, at }, index) =>
    ours(values.indexOf(value) < index, 'option value twice', at),
  )
}

const placed = (options: unknown, path: string) =>
  objectsOf(options).map(({ value }, at) => ({ value, at: `${path}.${at}.value` }))

const rules = new Map<unknown, Rule>([
  ['plain_text', brokenAsPlain],
  ['mrkdwn', brokenAsMrkdwn],
  ['user', naming('user_id')],
  ['usergroup', naming('usergroup_id')],
  ['channel', naming('channel_id')],
  ['team', naming('team_id')],
  ['broadcast', naming('range')],
  ['emoji', never('emoji')],
  ['date', brokenAsDate],
  ...['static_select', 'multi_static_select', 'checkboxes', 'radio_buttons', 'overflow'].map(
    (type) => [type, brokenByChoices] as const,
  ),
  ...[...otherBlocks, ...otherElements].map(
    (type) => [type, never(`${type}, which we never make`)] as const,
  ),
])
