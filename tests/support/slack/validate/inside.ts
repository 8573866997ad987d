import { isObject, type Json } from './broken.ts'

export type Found = { object: Json; path: string }

/** Every object in a value, itself first, each with its path. */
export const objectsInside = (value: unknown, path: string): Found[] => {
  if (Array.isArray(value)) return value.flatMap((one, at) => objectsInside(one, `${path}.${at}`))
  if (!isObject(value)) return []
  const deeper = Object.entries(value).flatMap(([key, one]) =>
    objectsInside(one, inside(path, key)),
  )
  return [{ object: value, path }, ...deeper]
}

export const inside = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`)
