/** What REST answers a request with. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })
export const done: Answer = { status: 204 }

export const refusal = (status: number, code: number, message: string): Answer => ({
  status,
  body: { message, code },
})

/** Numbers and words from Discord's documentation (topics/opcodes-and-status-codes). */
export const refusals = {
  notFound: refusal(404, 0, '404: Not Found'),
  unauthorized: refusal(401, 0, '401: Unauthorized'),
  unknownApplication: refusal(404, 10002, 'Unknown Application'),
  unknownChannel: refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: refusal(404, 10004, 'Unknown Guild'),
  unknownMember: refusal(404, 10007, 'Unknown Member'),
  unknownMessage: refusal(404, 10008, 'Unknown Message'),
  unknownUser: refusal(404, 10013, 'Unknown User'),
  unknownWebhook: refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: refusal(404, 10062, 'Unknown interaction'),
  unknownCommand: refusal(404, 10063, 'Unknown application command'),
  alreadyAcknowledged: refusal(400, 40060, 'Interaction has already been acknowledged.'),
  tooManyFollowUps: refusal(
    400,
    40094,
    'This interaction has reached the maximum number of follow up messages.',
  ),
  missingAccess: refusal(403, 50001, 'Missing Access'),
  otherAuthor: refusal(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: refusal(400, 50006, 'Cannot send an empty message'),
  cannotSendToUser: refusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: refusal(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: refusal(401, 50027, 'Invalid Webhook Token'),
  invalidJson: refusal(400, 50109, 'The request body contains invalid JSON.'),
  wrongChannelType: refusal(400, 50024, 'Cannot execute action on this channel type'),
  hasThread: refusal(400, 160004, 'A thread has already been created for this message'),
  noMutualGuilds: refusal(
    403,
    50278,
    'Cannot send messages to this user due to having no mutual guilds',
  ),
  noReplyWithoutHistory: refusal(
    400,
    160002,
    'Cannot reply without permission to read message history',
  ),
} satisfies Record<string, Answer>
