import * as z from 'zod'

/** Slack has these, and we make none of them. */
export const otherBlocks = [
  'alert',
  'card',
  'carousel',
  'container',
  'context_actions',
  'data_table',
  'file',
  'markdown',
  'plan',
  'task_card',
  'video',
] as const

export const otherElements = [
  'channels_select',
  'conversations_select',
  'datetimepicker',
  'email_text_input',
  'file_input',
  'multi_channels_select',
  'multi_conversations_select',
  'multi_users_select',
  'rich_text_input',
  'timepicker',
  'url_text_input',
  'users_select',
  'workflow_button',
] as const

/** They are not looked into. */
export const other = (types: typeof otherBlocks | typeof otherElements) =>
  z.looseObject({ type: z.enum(types) })
