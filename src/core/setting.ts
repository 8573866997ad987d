import type { Deed } from './audit.ts'

/** What a manager has settled for a workspace. */
export type Setting = {
  workspace: string
  name: 'names of readers'
  value: 'on' | 'off'
  setBy: string
  setAt: string
}

export type Settings = {
  find(workspace: string, name: Setting['name']): Promise<Setting | undefined>
  set(setting: Setting, deed: Deed): Promise<void>
}
