import { commands } from '#commands'
import type { Choice, Form, Inline, Invoked, Reply } from '#core/reply'
import { parseLine } from '#core/usage'
import { asReply, personWithin, place, type Running, running } from '../support/engine.ts'
import { type Ordered, orderedIn } from '../support/orders.ts'

export const now = '2026-11-24T09:00:00Z'

type Wish = NonNullable<Parameters<typeof orderedIn>[0]>

export type Ordering = Running & {
  orders: Ordered
  /** In a channel unless it is personal; as a manager unless told. */
  say(line: string, as?: { manages: boolean }): Promise<Reply>
  run(invoked: Invoked): Promise<Reply | Form>
  press(reply: Reply, label: string): Promise<Reply>
  suggested(command: string, option: string, typed: string): Promise<Choice[]>
  faults(invoked: Invoked): Promise<Readonly<Record<string, readonly Inline[]>>>
}

/** The real engine, with orders kept in memory. */
export const ordering = async (
  wish: Partial<Wish> & { folder?: string } = {},
): Promise<Ordering> => {
  const { folder, ...beginning } = wish
  const parts = await running({
    now: beginning.now ?? now,
    ...(folder !== undefined && { folder }),
  })
  const orders = orderedIn({ now, ...beginning })
  const reader = { viewer: personWithin('CLEAR'), orders }
  const room = orders.isPersonal ? {} : { room: {} as never }
  const run = (invoked: Invoked, manages = true) =>
    parts.engine.run(invoked, { ...reader, place, manages, ...room })
  return {
    ...parts,
    orders,
    async say(line, as) {
      const { command, options } = parseLine(line, commands)
      return asReply(await run({ command: command.name, options }, as?.manages))
    },
    run,
    press: async (reply, label) => asReply(await run(pressed(reply, label))),
    suggested: (command, option, typed) => parts.engine.suggest({ command, option, typed }, reader),
    faults: (invoked) => parts.engine.faults(invoked, reader),
  }
}

const pressed = ({ blocks }: Reply, label: string): Invoked => {
  const shown = blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'list' ? block.items.flatMap(({ button }) => button ?? []) : []
  })
  const found = shown.find((one) => one.label === label)
  if (!found) throw new Error(`no button "${label}" among ${shown.map((one) => one.label)}`)
  return found
}
