import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { made } from '../support/briefings.ts'
import { startDiscord, textOf } from '../support/discord/index.ts'
import { shippedFolder } from '../support/engine.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/folder.ts'
import { serving } from '../support/serving.ts'
import { sharedStore } from './shared.ts'

const isOnPostgres = process.env.TEST_STORE === 'postgres'
const hint = 'the folder is not watched'

it('fills an empty store from the folder, and leaves a folder alone where several serve one store', async () => {
  const discord = await startDiscord()
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  const product = serving(discord, {
    ...(await sharedStore()).env,
    BRIEFINGS_DIR: folder,
    WATCH_QUIET_MS: '100',
    LANE_LEASE_MS: '1500',
  })
  const first = await product.start()
  await discord.until(() => discord.commands().length > 0)
  const reader = discord.person({ name: 'Ben' })
  expect(textOf(await (await reader.say(reader.dm, '/topics')).answer)).toContain('NATO')
  expect(first.err().includes(hint)).toBe(isOnPostgres)

  writeFileSync(join(folder, 'of-late.md'), made({ slug: 'of-late', title: 'Of late' }))
  const loads = (): number => first.err().split('briefings loaded').length - 1
  if (!isOnPostgres) await eventually(() => loads() === 2)
  const second = await product.start()
  await eventually(() => second.err().includes('another replica is there'))
  await eventually(() => second.err().includes(hint))
  expect(second.err()).not.toContain('briefings loaded')
  expect(loads()).toBe(isOnPostgres ? 1 : 2)
  await eventually(() => first.err().includes(hint))

  // Whoever is left alone follows its folder again.
  await first.kill()
  writeFileSync(join(folder, 'of-late-too.md'), made({ slug: 'of-late-too', title: 'Of late too' }))
  if (!isOnPostgres) await eventually(() => second.err().includes('briefings loaded'))
  await second.stop()
  await discord.stop()
})
