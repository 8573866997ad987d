import { expect, test } from 'vitest'
import { faultsIn } from '../check/checker.ts'
import { figures } from './report.ts'
import { soak } from './run.ts'

test('a few seconds in which everything goes wrong', async () => {
  const small = { workspaces: 2, channels: 2, workers: 2 }
  const report = await soak({ seconds: 4, kills: 4, seed: 5, ...small })
  expect(faultsIn(report.verdict)).toEqual([])
  expect(report.kills.length).toBeGreaterThanOrEqual(4)
  expect(report.verdict.accepted).toBeGreaterThan(0)
  expect(figures(report)).toContain('0 duplicates, 0 lost, 0 out of order, 0 leaked')
}, 120_000)
