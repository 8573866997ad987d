import { defineCommand } from '#core/command'
import { UserError } from '#core/errors'
import { option } from '#core/options'
import { aside, button, buttons, list, paragraph, type Reply } from '#core/reply'
import type { Kept } from '#core/room'
import { counted, saying } from '#core/show'

/** What is kept about the asker, and its end. */
export const privacy = defineCommand({
  name: 'privacy',
  summary: 'See what is kept about you, and erase it',
  options: {
    what: option.optional(option.choice('show it, or erase it', ['show', 'erase'])),
  },
  examples: ['/privacy', '/privacy erase'],
  allow: 'anyone',
  audience: 'asker',
  async run({ options: { what = 'show' }, own }) {
    if (!own) throw new UserError('Nothing is kept about anyone here.')
    return what === 'erase' ? erased(await own.forget()) : kept(await own.kept())
  },
})

const counts = ({ shown, questions, workspace }: Kept): string[] => [
  `${counted(shown, 'note')} of which briefing you were shown and when, so that a correction can follow`,
  `${counted(questions, 'message')} you wrote here, as a number; the words go as soon as it is answered`,
  workspace
    ? 'the workspace you chose for direct messages'
    : 'no workspace chosen for direct messages',
]

const isNothing = ({ shown, questions, workspace }: Kept): boolean =>
  shown + questions === 0 && !workspace

const kept = (about: Kept): Reply =>
  isNothing(about)
    ? saying(paragraph('Nothing is kept about you.'))
    : saying(
        paragraph('Kept about you:'),
        list(counts(about).map((text) => ({ text: [text] }))),
        aside('Posts that everyone in a channel saw stay, without your name in our notes.'),
        ...buttons(button('Erase it', 'privacy', { what: 'erase' })),
      )

const erased = (was: Kept): Reply =>
  isNothing(was)
    ? saying(paragraph('Nothing was kept about you, so there was nothing to erase.'))
    : saying(
        paragraph('Erased:'),
        list(counts(was).map((text) => ({ text: [text] }))),
        aside('Corrections of what you were shown can no longer reach you.'),
      )
