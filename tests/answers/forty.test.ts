import { expect, it } from 'vitest'
import type { Reply } from '#core/reply'
import { render } from '#platforms/terminal/render'
import { running, shippedFolder } from '../support/engine.ts'
import { absent, answerable, forty, hedged } from './forty.ts'

const isAnswer = ({ headline }: Reply): boolean => headline === undefined

it('answers forty questions as the transcript beside it shows, and is silent where nothing is known', async () => {
  expect([forty.length, hedged.length >= 6, absent.length >= 15]).toEqual([40, true, true])
  // Twenty a minute are enough for one person.
  const halves = [
    await running({ folder: shippedFolder }),
    await running({ folder: shippedFolder }),
  ]
  let transcript = ''
  for (const [at, question] of forty.entries()) {
    const { ask, engine } = halves[at % 2]!
    const settings = { width: 100, colour: false, write: engine.write }
    const reply = await ask(question)
    const isKnown = answerable.includes(question) || hedged.includes(question)
    expect(isAnswer(reply), question).toBe(isKnown)
    const shown = render(reply, settings).replaceAll(/q-[a-z2-9]{10}/g, 'q-')
    transcript += `? ${question}\n\n${shown.trim()}\n\n\n`
  }
  await expect(transcript).toMatchFileSnapshot('./forty.txt')
})
