import type { Form, Invoked, Reply } from '#core/reply'
import { shippedFolder } from '../../support/engine.ts'
import { type AsAsked, asked, type World } from '../asking.ts'

/** A briefing as somebody would fill a form in. */
export const filled = {
  title: 'Example Gazette reports that Northport harbour is expected to close',
  bluf: 'Example Gazette reports that Northport harbour is expected to close.',
  text: 'Example Gazette reports that Northport harbour is expected to close in December 2026.',
  sources: 'Example Gazette | Harbour to close | https://example.org/harbour | 2026-11-20 | F3',
  about: 'nato | TLP:CLEAR | ROUTINE',
}

/** A whole briefing file; `more` are further lines of its front matter. */
export const fileOf = (slug: string, { more = '', url = 'https://example.org/harbour' } = {}) =>
  `---
slug: ${slug}
title: ${filled.title}
bluf: ${filled.bluf}
topics: [nato]
published: 2026-11-20
author: Ada
tlp: TLP:CLEAR
precedence: ROUTINE
sources:
  - publisher: Example Gazette
    title: Harbour to close
    url: ${url}
    date: 2026-11-20
    accessed: 2026-11-20
    reliability: F
    credibility: 3
${more}---

## Reported

${filled.text}
`

export const ada = { person: 'discord:1', name: 'Ada' }
export const ben = { person: 'discord:2', name: 'Ben' }

export type Writing = AsAsked & {
  /** As whoever the world says, with these fields of a form. */
  fill(command: string, options: Record<string, string>): Promise<Reply>
  form(invoked: Invoked): Promise<Form>
  /** Begins a briefing; its draft's id. */
  begin(fields?: Partial<typeof filled>): Promise<string>
}

/** Editors of one workspace at the real door. */
export const writing = async (beginning: Partial<World> = {}): Promise<Writing> => {
  const at = await asked(
    { manages: false, editors: [ada.person, ben.person], ...beginning },
    shippedFolder,
  )
  const fill = async (command: string, options: Record<string, string>) => {
    const reply = await at.run({ command, options })
    if (reply.kind !== 'reply') throw new Error('a form came back')
    return reply
  }
  return {
    ...at,
    fill,
    async form(invoked) {
      const form = await at.run(invoked)
      if (form.kind !== 'form') throw new Error(`no form: ${said(form)}`)
      return form
    },
    async begin(fields = {}) {
      return idIn(await fill('briefing new', { ...filled, ...fields }))
    },
  }
}

/** The same, where Ada may release alone. */
export const onDuty = async (): Promise<Writing> => {
  const on = await writing({ manages: true })
  await on.say(`/role duty ${ada.person}`)
  on.world.manages = false
  return on
}

export const said = (reply: Reply): string => JSON.stringify([reply.headline, reply.blocks])

/** The draft that a reply is about, by its buttons. */
export const idIn = ({ blocks }: Reply): string => {
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  const id = buttons.map(({ options }) => options.draft).find((one) => one !== undefined)
  if (id === undefined) throw new Error('no draft in that reply')
  return id.split('.')[0] ?? ''
}

export const labelsIn = ({ blocks }: Reply): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : [],
  )

/** A FLASH that somebody has begun; its draft's id. */
export const begunFlash = async ({ fill }: Pick<Writing, 'fill'>): Promise<string> =>
  idIn(await fill('briefing new', { ...filled, about: 'nato | TLP:CLEAR | FLASH' }))
