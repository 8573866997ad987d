import { describe, expect, it, onTestFinished } from 'vitest'
import { openSlack } from '../../support/slack-platform.ts'

const withGroups = async () => {
  const { slack, client } = await openSlack()
  const team = slack.world.team('Policy desk')
  const group = slack.world.group(team, 'security')
  const platform = client()
  onTestFinished(() => platform.stop())
  const meant = (typed: string) => platform.mentionable(team.id, typed)
  return { slack, team, group, meant }
}

describe('a user group', () => {
  it('is called as it is called now, whatever stood beside its id', async () => {
    const { group, meant } = await withGroups()
    const { id } = group
    for (const typed of [`<!subteam^${id}|@old>`, `<!subteam^${id}>`, id, 'SECURITY'])
      expect(await meant(typed)).toEqual({ id, text: '@security' })
  })

  it('is found by an id that might be a name', async () => {
    const { group, meant } = await withGroups()
    group.id = 'SECURITYABC'
    expect(await meant('SECURITYABC')).toEqual({ id: 'SECURITYABC', text: '@security' })
  })

  it('is none once it is disabled', async () => {
    const { group, meant } = await withGroups()
    group.isDisabled = true
    for (const typed of [`<!subteam^${group.id}|@security>`, group.id, 'security'])
      expect(await meant(typed)).toBeUndefined()
  })

  it('is known by its id alone where the app may not read groups', async () => {
    const { team, group, meant } = await withGroups()
    const { id } = group
    team.scopes.delete('usergroups:read')
    expect(await meant(`<!subteam^${id}|@security>`)).toEqual({ id, text: '@security' })
    for (const typed of [`<!subteam^${id}>`, `<!subteam^${id}|>`, id])
      expect(await meant(typed)).toEqual({ id, text: 'that group' })
    for (const typed of [
      'security',
      '@security',
      'SECURITY',
      '',
      `<!subteam^${id}|a|b>`,
      `<@${id}>`,
    ])
      expect(await meant(typed)).toBeUndefined()
  })

  it('is none in a workspace whose plan has no groups', async () => {
    const { slack, group, meant } = await withGroups()
    slack.fail('usergroups.list', { error: 'plan_upgrade_required', times: 3 })
    for (const typed of ['security', group.id, `<!subteam^${group.id}|@security>`])
      expect(await meant(typed)).toBeUndefined()
  })

  it('is not taken for one that is not there while Slack does not answer', async () => {
    const { slack, meant } = await withGroups()
    slack.fail('usergroups.list', { status: 503 })
    await expect(meant('security')).rejects.toThrow('503')
    expect(await meant('security')).toBeDefined()
  })
})
