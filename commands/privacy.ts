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
  isPrivate: true,
  async run({ options: { what = 'show' }, own }) {
    if (!own) throw new UserError('Nothing is kept about anyone here.')
    return what === 'erase' ? erased(await own.forget()) : kept(await own.kept())
  },
})

/** What there is, each with what it is for. */
const things = (kept: Kept) => {
  const { shown, questions, asked, requests, taken, workspace, digests, watches, drafts, used } =
    kept
  return [
    {
      count: shown,
      what: `${counted(shown, 'note')} of what you were shown, and when`,
      why: ', so that a correction can reach you',
    },
    {
      count: questions,
      what: `that you wrote ${counted(questions, 'message')}, and when`,
      why: '; the words are dropped once they are answered',
    },
    {
      count: asked,
      what: `${counted(asked, 'question')} as you asked ${asked === 1 ? 'it' : 'them'}`,
      why: ', so that you can ask on and say whether an answer helped',
    },
    {
      count: requests,
      what: `that you passed ${counted(requests, 'question')} on to the editors`,
      why: ', so that you can be told of an answer',
    },
    {
      count: taken,
      what: `that you have ${counted(taken, 'question')} for the editors in hand`,
      why: ', so that no two of you answer the same',
    },
    { count: workspace ? 1 : 0, what: 'the workspace you chose for direct messages', why: '' },
    {
      count: digests,
      what: `${counted(digests, 'digest')} of your own, with what came of each`,
      why: '',
    },
    { count: drafts, what: `${counted(drafts, 'draft')} that you have not published`, why: '' },
    { count: watches ? 1 : 0, what: 'what you wish to be told of by direct message', why: '' },
    {
      count: used,
      what: `that you used ${counted(used, 'briefing')}, with the link you gave`,
      why: ', so that you hear first of a correction',
    },
  ].filter(({ count }) => count > 0)
}

const stays = aside(
  'Posts in channels stay in any case, and so do limits you set, your role here, and the audit of what editors and managers did.',
)

const kept = (about: Kept): Reply => {
  const items = things(about).map(({ what, why }) => ({ text: [`${what}${why}`] }))
  return items.length === 0
    ? saying(paragraph('Nothing is kept about you.'), stays)
    : saying(
        paragraph('Kept about you:'),
        list(items),
        stays,
        ...buttons(button('Erase it', 'privacy', { what: 'erase' })),
      )
}

const erased = (was: Kept): Reply => {
  const items = things(was).map(({ what }) => ({ text: [what] }))
  return items.length === 0
    ? saying(paragraph('Nothing was kept about you, so there was nothing to erase.'), stays)
    : saying(
        paragraph('Erased:'),
        list(items),
        ...(was.shown > 0
          ? [aside('A correction of what you were shown can no longer reach you.')]
          : []),
        stays,
      )
}
