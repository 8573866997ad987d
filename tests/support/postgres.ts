import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { inject, onTestFinished } from 'vitest'

/**
 * A database of this test's own, by its address, gone when the test ends: with an empty store, or with
 * nothing at all.
 */
export const databaseForTest = async ({
  isBare = false,
  copyOf,
}: {
  isBare?: boolean
  /** The address of another of this test's, which nobody has open. */
  copyOf?: string
} = {}): Promise<string> => {
  const from = copyOf === undefined ? inject('template') : new URL(copyOf).pathname.slice(1)
  const name = `sitrep_test_${randomUUID().replaceAll('-', '')}`
  await asked(`create database ${name} ${isBare ? '' : `template ${from}`}`)
  onTestFinished(() => asked(`drop database ${name} with (force)`))
  return Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href
}

const asked = async (statement: string): Promise<void> => {
  const client = new Client(inject('postgres'))
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
