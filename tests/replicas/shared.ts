import { pathToFileURL } from 'node:url'
import { placeForTest } from '../support/store.ts'

/** The settings by which several processes find one store; of a database where tests are about that. */
export const sharedStore = async (): Promise<Record<string, string>> => {
  const place = await placeForTest()
  if (place.kind === 'postgres') return { DATABASE_URL: place.url, DATABASE_POOL: `${place.size}` }
  return { DATABASE_URL: pathToFileURL(place.file).href.replace('file://', 'file:') }
}
