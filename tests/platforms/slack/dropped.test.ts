import { expect, it } from 'vitest'
import { droppedContract } from '../../contracts/dropped.ts'
import { droppingOnSlack } from '../../support/dropping.ts'
import { inTeam } from '../../support/on-slack.ts'
import { textOf } from '../../support/slack/index.ts'

droppedContract('slack', droppingOnSlack)

it('says who can help where the app was installed before it asked to read files', async () => {
  const { slack, team } = await inTeam({
    team: { id: 'T0POLICY001' },
    editors: ['slack:T0POLICY001/U0EDITOR001'],
  })
  team.scopes.delete('files:read')
  const editor = slack.person({ name: 'Ada', id: 'U0EDITOR001', team })
  const files = [{ name: 'x.md', content: '---' }]
  const said = textOf(await (await editor.say(editor.dm, '', { files })).answer)
  expect(said).toContain('I may not read files here yet')
  expect(said).toContain('sitrep doctor')
})
