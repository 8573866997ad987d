import type { NewDelivery } from '#core/delivery'
import type { Draft } from '#core/draft'
import { UserError } from '#core/errors'
import { isOther, secondLookMinutes } from '#core/four-eyes'
import { aside, button, buttons, paragraph, type Reply, typed } from '#core/reply'
import { saying } from '#core/show'
import { shared } from '#core/viewer'
import { keyOf } from './send.ts'
import type { WritingAsker, WritingParts } from './writing.ts'

/** A request for eyes is of use for so long; in milliseconds. */
const oldAfterMs = 24 * 3_600_000

/** Asks somebody by name, or whoever approves, to look at a draft; how many were asked. */
export const askFor = async (
  parts: WritingParts,
  { me }: WritingAsker,
  draft: Draft,
  reviewer: string | undefined,
): Promise<number> => {
  const { store, platforms } = parts
  if (reviewer !== undefined) await refuseStranger(parts, draft, reviewer)
  const people = reviewer === undefined ? await approversIn(parts, draft.workspace) : [reviewer]
  const others = [...new Set(people)].filter(
    (person) => person !== me.person && isOther(draft, person),
  )
  const now = await store.outbox.clock()
  const document = sayWanted(draft, me.name)
  const asked = others.flatMap((person): NewDelivery[] => {
    const platform = platforms.find(({ name }) => person.startsWith(`${name}:`))
    if (!platform) return []
    const id = keyOf('eyes', draft.id, draft.version, person)
    return [
      {
        ...{ id, platform: platform.name, workspace: platform.homeOf?.(person) ?? shared },
        ...{ cause: 'notice', causeId: id, target: person, part: 0, act: 'post' },
        class: draft.isReleasedAlone ? 'flash' : 'on time',
        ...{ due: now, expires: now + oldAfterMs, document },
      },
    ]
  })
  await store.outbox.add(asked)
  parts.poke()
  return asked.length
}

/** Whoever approves everywhere, and whoever was appointed to there. */
const approversIn = async (
  { store, approvers }: WritingParts,
  workspace: string,
): Promise<string[]> => {
  const appointed = await store.roles.appointments(workspace)
  const theirs = appointed.filter(({ role }) => role === 'approver' || role === 'manager')
  return [...approvers, ...theirs.map(({ person }) => person)]
}

/** Nobody outside the workspace is written to. */
const refuseStranger = async (
  { platforms }: WritingParts,
  { workspace }: Draft,
  person: string,
): Promise<void> => {
  const platform = platforms.find(({ name }) => person.startsWith(`${name}:`))
  if (platform && (await platform.isMember(workspace, person))) return
  throw new UserError('Whoever you name is not a member here. Name somebody who is, or nobody.')
}

/** By label and kind, never by its words: who is asked may see less where they read this. */
const sayWanted = (draft: Draft, name: string): Reply => {
  const { id, isReleasedAlone } = draft
  return {
    ...saying(
      paragraph(
        isReleasedAlone
          ? `${name} has released draft ${id} alone. A second look is due within ${secondLookMinutes} minutes.`
          : `${name} asks you to look at draft ${id} before it is published.`,
      ),
      ...buttons(button('Look at it', 'briefing show', { draft: id })),
      aside('It opens where its label may be seen; all that wait: ', typed('/drafts')),
    ),
    headline: [isReleasedAlone ? 'A second look is due' : 'A draft waits for your eyes'],
  }
}
